"""The kinds of record, one file each. Everything that differs by kind follows from these classes."""

from disan.content.kinds.activity import Activity
from disan.content.kinds.campaign import Campaign
from disan.content.kinds.collection import Collection
from disan.content.kinds.desk import Desk
from disan.content.kinds.guide import Guide
from disan.content.kinds.house import House
from disan.content.kinds.person import Person
from disan.content.kinds.relic import Relic
from disan.content.kinds.story import Story
from disan.content.kinds.trail import Trail
from disan.content.record import Record

KINDS: tuple[type[Record], ...] = (Relic, House, Story, Collection, Trail, Activity, Person, Desk, Guide, Campaign)
"""In the order of the navigation."""
