"""Which invented first names are there? Common ones, so that none points to anybody."""

from __future__ import annotations

from typing import Final

EITHER: Final = (
    "Alex", "Ashley", "Bailey", "Billie", "Blair", "Brook", "Cameron", "Casey", "Charlie", "Dale", "Danny", "Darcy",
    "Drew", "Eden", "Ellis", "Emery", "Fern", "Frankie", "Glen", "Harley", "Hayden", "Indigo", "Jesse", "Jordan",
    "Jules", "Kai", "Kerry", "Kim", "Lane", "Leigh", "Lennox", "Logan", "Lou", "Marley", "Micah", "Morgan", "Nicky",
    "Noel", "Oakley", "Parker", "Perry", "Quinn", "Reese", "Remy", "Riley", "River", "Robin", "Rowan", "Sage",
    "Sam", "Sandy", "Shay", "Sidney", "Skye", "Stevie", "Tatum", "Taylor", "Terry", "Toni", "Uma", "Val", "Vic",
    "Wren", "Yael", "Zion",
)  # fmt: skip
HERS: Final = (
    "Abigail", "Beth", "Chloe", "Daisy", "Eleanor", "Freya", "Grace", "Hannah", "Isla", "Jasmine", "Katie", "Lucy",
    "Megan", "Niamh", "Olivia", "Phoebe", "Queenie", "Rachel", "Sophie", "Tamsin", "Una", "Violet", "Willow",
    "Yasmin", "Zara", "Amelia", "Bryony", "Clara", "Dora", "Edith",
)  # fmt: skip
HIS: Final = (
    "Adam", "Ben", "Callum", "Dylan", "Ethan", "Finn", "George", "Harvey", "Isaac", "Joshua", "Kieran", "Liam",
    "Mason", "Nathan", "Oscar", "Peter", "Quentin", "Reuben", "Simon", "Toby", "Ulric", "Victor", "William",
    "Xavier", "Yusuf", "Zachary", "Arthur", "Barney", "Caleb", "Dominic",
)  # fmt: skip
