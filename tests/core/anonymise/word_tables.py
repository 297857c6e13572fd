"""Ordinary English full of words that are somebody's name in `word_name_tables`."""

from __future__ import annotations

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
