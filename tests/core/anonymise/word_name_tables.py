"""A register in which nearly everybody's name is an everyday word, and sentences with their names in braces."""

from __future__ import annotations

from functools import cache

from safelight.core.anonymise.roster import Person, Roster

_NAMES = """
May Young|Rose Hill|William Brown|Mark Wood|Grace Lane|Hope King|Faith Bishop|Joy Baker|Summer Carter|Autumn Cook
April Page|June Banks|August Rivers|Dawn Street|Ivy Marsh|Daisy Moor|Heather Ford|Holly Stone|Jack Long|Robert Short
Susan Little|Patricia Small|Arthur Best|Dean Good|Chase Wise|Hunter Sharp|Amara Swift|Joel Day|Liam Knight|Kylie Law
Tracey Church|Darren Temple|Leanne House|Wayne Hall|Kerry Park|Damon Reed|Shelley Wells|Lorna Waters|Craig Frost
Gemma Snow|Kirsty Storm|Nadia Case|Oscar Child|Tilly Constable|Robin Sergeant|Duncan Miller|Gavin Smith|Tara White
Glenda Black|Fergus Green|Nina Field|Carla Winter
"""


@cache
def word_names() -> Roster:
    """Fifty people with such names."""
    names = _NAMES.strip().replace("\n", "|").split("|")
    people = (Person(id=name.lower().replace(" ", "-"), names=(name,), pseudonym=f"Person {n}")
              for n, name in enumerate(names, 1))  # fmt: skip
    return Roster(people=tuple(people))


FOUND_IN_RECORDS = """
{Hope} absent, unauthorised
{HOPE} ABSENT
Seen: {Hope}, {Amara}
{Hope}, {Joel} and {Amara} present.
{Hope's} coat was wet.
spoke to {hope's} mum
{hope} said she was fine
told {hope} to sit down
p/c from {grace} re appt
{Rose} DNA x2
{Will} NFA
visited {may} at home
{May} and her mum came in.
She lives with {Mark}.
{Mark} (partner)
mum ({rose})
{Grace} 07700 900456
T/C to {Grace}, no reply
t/c from {will}, wants a new date
Home visit: {Rose} and {Ivy} at home, {Dawn} out.
{Daisy} 4y, {Holly} 6y
{Joy} (2), {Faith} (5)
{June} - no answer
{Mark}: no concerns raised.
Name: {Will}
Name: {May}
Child: {Hope}
Pupil's name: {Daisy}
Mother: {Dawn}
Mother - {June}
Present: {Mark}, {Heather}, SW
Apologies: {Joy}
cc {Rose}
re {Hope}
Re: {Grace}
Dear {May},
Hi {Mark},
Thanks, {Dawn}
Love, {Hope} x
Spoke to {Rose}.
spoke with {rose} today
spoke to {may} on the phone
rang {grace}, no answer
text from {mark} at 3pm
seen with {hope} at clinic
{Hope} seen at clinic
{Hope} taken to A&E
{Hope} not seen
{Hope} not brought
{Hope} well, no concerns
{Hope} unwell, vomiting
{Rose} tearful on arrival
{Mark} aggressive at the door
{Will} drunk again
{Grace} pregnant, due in March
{Dawn} rang the duty desk
{Will} rang. Wants contact.
{May} rang and was upset.
{may} rang to cancel
{rose} attended clinic
{ROSE} SEEN AT HOME BY HV
{MAY} DNA
{WILL} NFA
{HOPE} (4)
HV TO SEE {HOPE} ON MONDAY
{Bill} unemployed
{bill} said he would ring
told by {bill} that he had left
{Joy} asleep on sofa
{Faith} crying, {Joy} in cot
{daisy} was crying
{holly} told staff that she was hungry
staff asked {holly} why
collected {faith} from nursery
took {ivy} home
handed {ivy} to her aunt
mum and {mark} arguing
mum left {hope} with {Mark}
partner {mark} present
boyfriend {will} in house
her brother {jack} came
sister {rose} at school
baby {grace} weighed
"""

FOUND_IN_SENTENCES = """
The social worker met {Rose} on two occasions.
The panel heard that {May} had moved twice.
It was noted that {Will} did not engage.
When {Mark} returned, the police were called.
Because {Grace} was frightened, she did not say.
Although {Hope} was seen, nobody asked her.
Later {Dawn} told the nurse that {June} had left.
Then {Will} hit him.
On Monday {Rose} was taken to hospital.
In May {May} moved house.
In June {June} and {April} went to stay with {Bill}.
On 4 June {June} rang.
The officer asked {May} whether she was safe.
Police arrested {Mark} at the scene.
Staff saw {Hope} with a bruise.
{Hope} was seen by the nurse.
{Rose} was not weighed at this visit.
{Mark} has a history of violence.
{Grace} had missed three appointments.
{May} is the eldest of four.
{Will} is her partner.
{Bill} is known to the police.
{Joy} is three and {Faith} is five.
{Will}, her partner, was there.
{May}, who was pregnant, had not booked.
{Rose}, aged four, was found alone.
{Mark} and {Dawn} separated in 2007.
{Dawn} and the children moved to a refuge.
{Mark} or {Will} may have done it.
Neither {Mark} nor {Dawn} replied.
Both {Mark} and {Dawn} replied.
It was {Mark} who rang.
She said "{Hope} fell".
"{Mark} did it," she said.
The injury to {Hope} was old.
The care of {Grace} was shared.
A letter was sent to {June}.
A referral for {Daisy} was made.
There were concerns about {Ivy} and {Daisy}.
The relationship between {Mark} and {May} was violent.
Care of {Rose} passed to {June}.
She feared that {Will} would find her.
He said {Rose} had fallen.
She thought {Hope} had a cold.
Nobody knew where {Grace} was.
Nobody asked {Hope}.
The visit to {Rose} was cancelled.
His view was that {Dawn} drank.
The school rang {May}.
Her mother, {May}, did not attend.
Her sister {Hope} was at home.
Her aunt, {Joy}, took her in.
The child's mother {May} rang.
The child's stepfather, {Mark}, was in prison.
Uncle {Bill} picked her up.
Auntie {June} looked after them.
Grandad {Jack} had died.
Little {Daisy} was asleep.
Baby {Grace} was born at home.
{Ms Dawn Street} gave evidence.
{Mr Brown} gave evidence.
{Mrs Young} gave evidence.
{Miss Hill} was late.
{Dr Wood} examined her.
{PC Long} attended.
{DC Short} took a statement.
{Mr and Mrs Brown} attended.
{Mr Child} attended.
{Mrs Case} attended.
{Mr Small} attended.
{Sgt Sharp} attended.
{Nurse Best} attended.
{Mr Good's} statement
The {Browns} moved away.
The {Youngs} moved away.
the {Brown} family
the {Young} family
the {Wise} household
{Brown} was charged with assault.
{Wood} was charged with assault.
{Lane} denied the offence.
{King} denied the offence.
{May Young} was seen.
{may young} was seen
{MAY YOUNG} WAS SEEN
{Young, May}
{YOUNG, May}
{Hill, Rose}
{Long, Jack}
{Child, Oscar}
{Hope King} was seen
{Mark Wood} rang.
{mark wood} rang.
{Grace Lane}
{Dawn Street}
{Heather Ford}, {Holly Stone}
{Wayne Hall} and {Kerry Park}
{Jack Long} was seen.
{Dean Good} and {Pat Small} came.
{Rob Short} came.
{Sue Little} came.
{Art Best} came.
{Bill Brown} came.
{Will Brown} came.
{W. Brown} came.
{Brown, W}.
{Mark W}. came.
{M. Wood} came.
{May Y} was there.
{Rose} and {Mark} fought.
{Sue} and {Pat} fought.
{Rob} was asleep.
{Jack} was asleep.
{jack} was asleep
{Art} drank.
{Chase} was weighed.
{Hunter} was weighed.
{Summer} was weighed.
{Autumn} was weighed.
{August} was weighed.
{April} was weighed.
{June} was weighed.
{Dean} was arrested.
the health visitor weighed {Summer} at home
she took {Autumn} to the park
the nurse saw {April} with her father
she told {April} not to tell
{April's} bruise had faded.
{June's} sister {April} agreed.
{Autumn's} teacher wrote to {Summer's} mother.
{Will's} van was outside.
{Mark's} version differed.
{Rose's} account was different.
according to {Rose}, it was an accident
according to {Mark} it was an accident
Asked about this, {Will} said nothing.
On being told, {Mark} left.
After a week {Dawn} returned.
In her statement {Hope} described the room.
For {Grace}, school was safe.
With {Mark} gone, she felt safe.
Was {Mark} there?
Did {Will} hit you?
Where is {Hope}?
Is {Hope} safe at home?
Happy birthday, {Hope}!
{Hope} and {Joy's} father, {Mark}, rang.
{Hope}/{Joy} both seen
"""

FOUND_ALONE = """
#JusticeFor{Hope}
#justicefor{hope}
#RIP{Grace}
see {Mark_Wood}_2008.pdf
{Will}
{May Young}
{Rose}
{Hope}
{Mark} | partner | 34
{Will} | stepfather
1. {Rose}
- {Hope}
• {Grace}
{Dawn}, {June}
{Rose} (mother)
{Hope} - sister
{Joy}, {Faith}, {Grace}
Mother: {Rose Hill}; father: {Mark}
Siblings: {Daisy}, {Holly} and {Ivy}
Household: {May}, {Will}, {Hope} (7), {Joy} (3)
{Mark} 12/03/1978
"""

PASS_WORDS = """
it may be that nobody knew
It may be that nobody knew.
May the panel see the file?
May I ask why?
in May
In May 2008 the panel met.
The panel met in May, June and July.
May Bank Holiday
the May Day holiday
May Day
by the end of May
since May
until April
early June
mid-August
late August
on 1 April
April 2008
1 June 2009
from April to June
April to June 2008
between April and August
every June
last Summer
in the Summer term
Summer Term
the Autumn term
Autumn 2008
in Autumn
Spring and Summer
Summer and Autumn terms
the summer holidays
the Summer holidays
In summer the school closes.
Summer is the busiest time.
rose to its feet
prices rose to new heights
The number rose to seven.
Numbers rose and fell.
a rose garden
the Rose Garden
Rose Garden
a rose bush by the door
the bill was paid
a gas bill
the Children Bill
Bill of Rights
the Bill of Rights 1689
The Bill received Royal Assent.
The Bill was read a second time.
the draft Bill
it will be done
Will this be done?
Will the board accept it?
Will he be seen?
Will anyone check?
they will not
his last will and testament
Will and testament
Last Will and Testament
the will of the panel
a mark on the leg
Mark as read
mark the date
Mark the form with a cross.
a grace period
Grace period
a Grace period
the period of grace
by the grace of God
a coup de grace
hope for the best
Hope for the best.
We hope so.
in the hope of change
There is no hope.
The hope is that things improve.
I hope that you are well.
hope you are well
Hope this helps.
Hope to see you soon.
faith in the service
in good faith
Faith groups were asked.
faith schools
people of all faiths and none
Joy and sorrow
with joy
joy riding
the joy of reading
at dawn
Dawn broke at five.
the dawn of a new service
ivy on the wall
poison ivy
daisy chains
a daisy in the grass
holly and ivy
heather on the moor
a Jack Russell terrier
Union Jack
to rob a shop
They will rob the shop.
to sue the council
Sue for damages, if you must.
a pat on the back
Pat the dog.
art therapy
Art therapy was offered.
the art of listening
Art, music and drama
the state of the art
the dean of the college
the Dean of the college
Dean of Students
to chase a referral
Chase up the referral.
chase GP for results
Chase referral with CAMHS
the hunter and the hunted
a bargain hunter
the price of failure
Price list
the price paid
young people
Young people were asked.
Young Carers
Young Offenders Institution
Young People's Service
a young child
Young children are at risk.
a brown coat
Brown hair, blue eyes
brown bread
green light
a Green Paper
Green Paper
the White Paper
White British
White British, English speaking
White Irish
Black Caribbean
Black and minority ethnic families
black eye
Black Country
white noise
King and country
the king's speech
the bishop and the priest
Bishop of Northmere
a baker's shop
cook the tea
Cook at 180 degrees.
the next page
Page 4 of 12
page 3
See page 14.
the wood by the river
wood and stone
the woods behind the house
the hill behind the school
up the hill
Top of the hill
the field of social work
Field visit
Field work
banks and building societies
Bank holiday
rivers and lakes
two rivers meet
a country lane
the end of the lane
the street outside
Street lighting
on the street
marsh and moor
Ford Focus
a Ford Transit van
a blue Ford Mondeo
a stone wall
four stone heavier
nine stone
a long time
Long term plan
Long term neglect
long-term
at long last
Short term memory
Short breaks
a short time
little was known
Little was known of him.
Little or no information
a little girl
small children
Small for dates
a small flat
Best practice
Best interests
best endeavours
in the child's best interests
Good practice
Good enough parenting
Good Friday
good
a wise decision
a sharp object
sharp pain
a swift response
Swift action was taken.
one day
Day one
Day 3 of the stay
the next day
Day care
the other day
every day
a knight in armour
the law of the land
Law and order
law
the Law Commission
the church hall
Church of England
went to church
the temple and the mosque
the house was cold
House to house enquiries
House of Lords
a house
the hall and stairs
Hall and landing
park the car
Park Road
Park and ride
the park
reed beds
the wells ran dry
waters broke at home
Her waters broke at home.
frost on the window
Frost was expected.
snow fell
Snow was expected.
a storm warning
Storm damage
in any case
Case conference
Case Conference
Case notes
case notes
Serious Case Review
In this case the child
the case of Child A
each case
Case closed
Case closed.
CASE CONFERENCE
Child protection
Child Protection Conference
Child protection plan
child
the child
The Child
Child and adolescent mental health
Child Benefit
child A
Child A
A child was seen.
Every Child Matters
Child seen at home.
CHILD PROTECTION
Child in Need
police constable
a constable attended
Constable in charge
the sergeant on duty
Sergeant on duty
a miller by trade
a robin in the garden
Reliant Robin
winter pressures
Winter pressures
in winter
The winter was cold.
a house in a field
"""

PASS_SENTENCES = """
see https://www.primrose.example.org/parties-and-marketing/13-June-2013.pdf
see marketing.docx and hopefully.pdf
#willpower #marketing
protected by Art 8 of the Convention
on the morning of Day 1
the looked after child's needs
amendments made during Bill passage
Statements of Case
The Chief Constable is responsible for it.
International Child Abduction
for Child and Adolescent Mental Health
a Goods Vehicle
The Goods Vehicles Regulations
annulled by either House
the Houses in Multiple Occupation Act
as far back as June or earlier
THE BILL WILL RISE IN MAY
SERIOUS CASE REVIEW
SUMMER HOLIDAY CLUB
HOPE AND AMBITION: THE BOARD'S PLAN
GOOD PRACTICE
YOUNG PEOPLE AND THE LAW
BEST INTERESTS OF THE CHILD
Young People and the Law
Good Practice and Hope for the Future
Art and Music Therapy
Summer and Winter Opening Hours
The Dawn of a New Service
Faith and Belief
The Long and Short of It
A Day in the Life of a Social Worker
Small Steps, Long Road
Church, Temple and Mosque
Field and Stream
Mark Scheme
Grace and Favour
Rose Cottage
Heather View
Holly Lodge
Hope Street
Faith Street
Marks and Spencer
Hope House Children's Hospice
Brown Street
King Street
Church Road
Young Street
the Green Lane surgery
the White Hart
the Black Horse
King Edward VI School
Best Value
the Case Review Panel
The Panel may sit in May or June.
The Panel will sit in April and June.
You may mark the form, and the bill will be paid.
He rose at dawn and went to church.
She may rise to it; he may not.
The hope was that grace would be shown.
The young man in the brown coat was long gone.
It is hoped that the marks will fade.
He was charged with the offence on a wood and stone wall.
Anyone who may be at risk will be seen.
If need be, mark it urgent.
There was a small mark, brown in colour, on her arm.
The mark was brown.
The mark had faded.
Marks were seen on both legs.
The bill had been paid.
The will had been read.
The rose had died.
The hope had died.
The grace period had ended.
No mark was seen.
Bruise or mark?
Any mark must be drawn on a map.
He said that the will had been read.
She said rose petals were everywhere.
The visitor said may be it was a fall.
They told of hope and of faith.
He was told to mark it.
She was told to hope for the best.
The judge asked for grace.
Prices in June rose.
A week in August rose to the top.
It will rain in August.
You will hear in June.
In the long term the child will need art therapy.
Every page was read by the chair.
Each house in the lane was visited.
Some hope remained.
With hope, we wait.
With will and skill, it can be done.
Given time and will, change comes.
There is a will to change.
We will, in May, publish the report.
June was wet.
May was cold.
April is the cruellest month.
April brings new rates.
August saw three referrals.
June saw a rise.
The winter saw a rise.
May to July 2008
April, May and June
June/July 2007
May/June
the June meeting
the May elections
the August bank holiday
the April figures
June's figures were late.
April's figures were late.
the end of June
as of April
Week of 4 May
Mon 4 May
4th May
May 4th
Tuesday 3 June 2008
June 2008: home visit
April 2007 - moved house
May 2006
Aug 2006
July-August
Page 2
page two
see the Day Book
Day centre
Hall of residence
the Town Hall
the Village Hall
St John's Church
Northmere Park
the King's Fund
Kings and queens
Long ago
Short of money
Little by little
Best wishes
Kind regards
Good morning
Good afternoon, all
Good.
Black.
White.
Case by case
Law Society
Smart casual
Field notes were kept.
Case management
Constable of the year
Snow and ice
Storm in a teacup
Banks were closed.
Wells were dug.
Rivers burst their banks.
Wood burns.
Price matters.
Day by day, things improved.
Law matters.
Hope springs eternal.
Faith matters to the family.
Summer was hot.
Autumn was wet.
Will power
Will they, won't they
Mark my words
Mark you, that was before.
May you live long.
May they rest in peace.
May have been seen
May be seen
May need help
May not attend
Will attend
Will not attend
Will discuss at supervision
Will ring back
Will visit on Monday.
Will be seen in clinic
Will refer to CAMHS
will refer to CAMHS
Will need follow up
May benefit from counselling.
Mark healing well
Mark noted on left arm
Bill of sale
Rose in temperature
Rose sharply
"""
