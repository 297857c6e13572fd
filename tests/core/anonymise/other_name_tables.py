"""A register with names from many countries, and sentences with what must be found in braces."""

from __future__ import annotations

from functools import cache

from safelight.core.anonymise.roster import Person, Roster


def _person(key: str, name: str, label: str, *known_as: str) -> Person:
    return Person(id=key, names=(name,), known_as=known_as, pseudonym=label)


@cache
def many_countries() -> Roster:
    """People whose names have accents, particles, apostrophes, hyphens, or two letters."""
    named = """
    Aoife Ní Bhriain|Mohammed Al-Rashid|Zoë Müller-Brønsted|Seán O'Dowd|D'Arcy McAllister|Agnieszka Wiśniewska
    Nguyễn Văn An|Jean-Luc de la Tour|Oluwaseun Adebayo|Gurpreet Kaur Sandhu|Wei Chen|Li Wang|Ng Mei|Jo Ho
    Katarzyna Kowalczyk|Siobhán Ó Súilleabháin|Elizabeth Pemberton|William Hathersage|Muhammad Iqbal Hussain
    Fatima Begum|Yusuf Abdi|Chidinma Okonkwo|Llywelyn ap Rhys|Angharad Pritchard|Tomasz Zieliński|Bartholomew Quilligan
    Björk Sørensen|Þóra Jónsdóttir|Alexandra Papadopoulos|Sergei Ivanov|Abdul Rahman|Precious Moyo
    """
    names = [name.strip() for line in named.strip().splitlines() for name in line.split("|")]
    people = tuple(_person(f"p{n}", name, f"Person {n}") for n, name in enumerate(names, 1))
    return Roster(people=people)


FOUND_NAMES = """
{Aoife Ní Bhriain} was seen.
{Aoife Ni Bhriain} was seen.
{AOIFE NÍ BHRIAIN} was seen.
{Ní Bhriain, Aoife}
{NI BHRIAIN, Aoife}
{Ms Ní Bhriain} said no.
{aoife} was seen
{Aoife's} bruise
{Aoife’s} bruise
{aoifes} bruise
{A. Ní Bhriain} rang.
{Aoife N}. rang.
{Aoife N B} rang.
{Mohammed Al-Rashid} rang.
{Mohammed Al Rashid} rang.
{Mohammed Alrashid} rang.
{Mohammed al-Rashid} rang.
{Mohammed Rashid} rang.
{Muhammad Al-Rashid} rang.
{Mohamed Al-Rashid} rang.
{Mohamad Al-Rashid} rang.
{Mohd Al-Rashid} rang.
{Mo Al-Rashid} rang.
{Mr Al-Rashid} rang.
{Mr Rashid} rang.
{Al-Rashid} was charged.
{Al-Rashid, Mohammed}
{Mohammad} was charged.
{Mo} was charged.
told {Mo} to leave
{Zoë Müller-Brønsted} was seen.
{Zoe Muller-Bronsted} was seen.
{Zoe Mueller-Broensted} was seen.
{Zoë Mueller-Brönsted} was seen.
{Zoe Müller} was seen.
{Zoe Brønsted} was seen.
{Zoe Muller Bronsted} was seen.
{Müller-Brønsted, Zoë}
{ZOË MÜLLER-BRØNSTED}
{Zoë} was seen.
{Zoe's} teacher
{Zoé} was seen.
{Z. Müller-Brønsted} was seen.
{Zoe M-B} was seen.
{Z.M-B.} was seen.
{ZMB} was seen.
{Seán O'Dowd} was seen.
{Sean O'Dowd} was seen.
{Sean ODowd} was seen.
{Sean O Dowd} was seen.
{Sean O’Dowd} was seen.
{Sean O`Dowd} was seen.
{Sean O´Dowd} was seen.
{Shaun O'Dowd} was seen.
{Shawn O'Dowd} was seen.
{Mr O'Dowd} was seen.
{O'Dowd, Sean}
{O'DOWD} was seen.
{O'Dowd's} van
{sean} was seen
{D'Arcy McAllister} came.
{Darcy McAllister} came.
{D’Arcy McAllister} came.
{D'arcy Mc Allister} came.
{D'Arcy MacAllister} came.
{D'Arcy Macallister} came.
{DARCY MCALLISTER} came.
{McAllister, D'Arcy}
{Mr McAllister} came.
{D'Arcy's} coat
{Darcy} came.
{Agnieszka Wiśniewska} came.
{Agnieszka Wisniewska} came.
{Agnieszka Wisniewski} came.
{Agnieska Wisniewska} came.
{Aga Wiśniewska} came.
{Mrs Wisniewska} came.
{Wiśniewska, Agnieszka}
{Nguyễn Văn An} came.
{Nguyen Van An} came.
{NGUYEN Van An} came.
{Mr Nguyen} came.
{Nguyen} came.
{Jean-Luc de la Tour} came.
{Jean Luc de la Tour} came.
{Jean-Luc De La Tour} came.
{Jeanluc de la Tour} came.
{Jean-Luc Delatour} came.
{Mr de la Tour} came.
{de la Tour, Jean-Luc}
{Jean-Luc} came.
{jean-luc} came
{JL de la Tour} came.
{Oluwaseun Adebayo} came.
{Seun Adebayo} came.
{Seun} came.
{Olu Adebayo} came.
{Adebayo} came.
{Adebayo, O}.
{O. Adebayo} came.
{Oluwasuen} came.
{Gurpreet Kaur Sandhu} came.
{Gurpreet Sandhu} came.
{Gurpreet Kaur} came.
{Preet Sandhu} came.
{Gurprit Sandhu} came.
{Mrs Sandhu} came.
{Sandhu, Gurpreet Kaur}
{Gurpreet K. Sandhu} came.
{G K Sandhu} came.
{Wei Chen} came.
{Chen Wei} came.
{Mr Chen} came.
{Wei} came.
{wei} came home
{Li Wang} came.
{Wang Li} came.
{Ms Wang} came.
{Ng Mei} came.
{Mei Ng} came.
{Mrs Mei} came.
{Jo Ho} came.
{Ho, Jo}
{Jo} came.
{Joanne Ho} came.
{Ms Ho} came.
{Katarzyna Kowalczyk} came.
{Kasia Kowalczyk} came.
{Kasia} came.
{kasia} came
{Kate Kowalczyk} came.
{Kowalczyk, K}.
{Kowalcyzk} came.
{Kovalczyk} came.
{Siobhán Ó Súilleabháin} came.
{Siobhan O Suilleabhain} came.
{Siobhan O'Suilleabhain} came.
{Shivaun} came.
{Chevonne} came.
{Siobhan} came.
{Siobahn} came.
{Mrs Ó Súilleabháin} came.
{Elizabeth Pemberton} came.
{Liz Pemberton} came.
{Beth} came.
{Lizzie} came.
{Libby} came.
{Elisabeth Pemberton} came.
{Pemberton} came.
{Pembertons'} house
{Pernberton} came.
{Pembertom} came.
{Pembreton} came.
{Pembertton} came.
{Pemberon} came.
{E. Pemberton} came.
{E Pemberton} came.
{P e m b e r t o n} came.
{P.e.m.b.e.r.t.o.n} came.
{P-e-m-b-e-r-t-o-n} came.
{P*e*m*b*e*r*t*o*n} came.
{Pem-
berton} came.
{Elizabeth
Pemberton} came.
{Pеmbеrtоn} came.
{Ρemberton} came.
{Pembertοn} came.
{Pemb3rton} came.
{P3mb3rt0n} came.
{Pemberton}2009 came.
{Ⓟⓔⓜⓑⓔⓡⓣⓞⓝ} came.
{𝑃𝑒𝑚𝑏𝑒𝑟𝑡𝑜𝑛} came.
{ᴘᴇᴍʙᴇʀᴛᴏɴ} came.
{Ｐｅｍｂｅｒｔｏｎ} came.
{Pem​berton} came.
{Pem­berton} came.
{Peꓟberton} came.
{Bill Hathersage} came.
{Will Hathersage} came.
{Willie} came.
{Billy} came.
{Hathersage} came.
{Hathersage, Wm}.
{Wm Hathersage} came.
{Hathersage's} dog
{hathersages} dog
{HATHERSAGE} came.
{Hathersgae} came.
{Hathcrsage} came.
{Muhammad Iqbal Hussain} came.
{Mohammed Hussain} came.
{Muhammad Iqbal Hussein} came.
{Mr Hussain} came.
{Mr Hussein} came.
{M. I. Hussain} came.
{Fatima Begum} came.
{Fatimah Begum} came.
{Fatma Begum} came.
{Fathima} came.
{Yusuf Abdi} came.
{Yousef Abdi} came.
{Yusef} came.
{Youssef Abdi} came.
{Chidinma Okonkwo} came.
{Chidi Okonkwo} came.
{Okonkwo's} car
{Llywelyn ap Rhys} came.
{Llewelyn ap Rhys} came.
{Llewellyn} came.
{Mr ap Rhys} came.
{Angharad Pritchard} came.
{Angharad} came.
{Pritchard} came.
{Pritchards} came.
{Tomasz Zieliński} came.
{Tomek Zielinski} came.
{Tomek} came.
{Thomas Zielinski} came.
{Zielinska} came.
{Bart Quilligan} came.
{Barty} came.
{Björk Sørensen} came.
{Bjork Sorensen} came.
{Bjork Soerensen} came.
{Björk Sørenson} came.
{Thora Jonsdottir} came.
{Þóra} came.
{Alex Papadopoulos} came.
{Sasha Papadopoulos} came.
{Lexi} came.
{Sergey Ivanov} came.
{Sergei Ivanova} came.
{Abdul Rahman} came.
{Abdulrahman} came.
{Abdul Rehman} came.
{Precious Moyo} came.
{Precious} was seen.
see {elizabeth_pemberton}.docx
see {PembertonElizabeth}.pdf
see {E_Pemberton}_2008.pdf
see {EPemberton}2008.pdf
#JusticeFor{Pemberton}
#justicefor{pemberton}
#justicefor{aoife}
#RIP{Aoife}
@{elizabethpemberton}
@{lizpemberton}
write to {e.pemberton@example.org} today
write to {pemberton.e@example.org} today
write to {lizpemberton@example.org} today
see {https://example.org/news/elizabeth-pemberton} today
see {https://example.org/?q=Elizabeth%20Pemberton} today
see {https://example.org/?q=Elizabeth+Pemberton} today
see {https://example.org/?q=%45lizabeth%2DPemberton} today
see {www.example.org/wi%C5%9Bniewska} today
see {https://example.org/elizabethPembertonInquest} today
<{Pemberton}>
[{Pemberton}]
"{Pemberton}"
({Pemberton})
*{Pemberton}*
_{Pemberton}_
/{Pemberton}/
{Pemberton}–{Hathersage}
{Pemberton}/{Hathersage}
{Pemberton}&{Hathersage}
{Pemberton};{Hathersage}
ex-{Pemberton}
non-{Pemberton}
anti-{Hathersage}
pre-{Pemberton} days
{Pemberton}-like
"""

PASS_NAMES = """
the material before me. I have read it
only if a person asks
if, as is usual, she asks
S.I. 2024/389
an apple and an orange
An officer came.
Van hire
the van was blue
He drove a van an hour later.
the tour of the hospital
a tour de force
la la la
de facto
A la carte
ho ho ho
Ho hum
two men and a van
chasing the police
the police have mo such record
modus operandi (MO)
MO
the MO was the same
mg and ml
ng per ml
5 ng
5ng/ml
Precious little was done.
a precious stone
precious metals
precious time
as precious as gold
hussar regiments
Chinese and Vietnamese families
Cheng is a common name.
Wei-Ling
Likely to recur
Li-ion battery
wangle
the National Grid
no such man
Mean scores
meiosis
chevron
jolt
a job
John and Joan
Joseph came.
ho-hum
Alexa, stop
abdicate
abdomen
the abdomen was soft
Abdominal pain
sand hills
Sandhurst
Sandhill Lane
Pembroke
Hampton
Hammerton
Hathersea
Willow Lane
Billing
billed for
Bethlehem
Bethnal Green
Lizard
Libya
Barthes
Adelaide
tomato
Thames
Moyes
yoyo
surgeon
Sergeant
Sergeant on duty
Ivanhoe
Thorax
Thorn
Sorrento
Angora
the kasbah
Cathay
Katie Price
Wisconsin
the Al-Anon group
the alternative
al fresco
et al.
et al
Mohair
Zoo
a zoom meeting
O'Clock
Dowdy
o'clock
An Garda
an Aga
olumn
Seoul
preen
Fatigue
fathom
the beginning
begun
began
Yusufzai
Chidlren
Old
Pritchett
Kowloon
Müllerian ducts
"""
