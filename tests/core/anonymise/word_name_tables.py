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
