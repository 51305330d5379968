"""The only place that lists all blocks: what editors can put on which page."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from consultation_blocks.agenda.blocks import AgendaBlock
from consultation_blocks.debate.blocks import DebateBlock
from consultation_blocks.proposals.blocks import ProposalsBlock
from consultation_blocks.timeline.blocks import TimelineBlock
from map_blocks.blocks import MapBlock
from site_core.blocks import NEUTRAL_BLOCKS, PhaseBlock

from .workarounds import give_text_blocks_a_default


class ContentStream(blocks.StreamBlock):
    """Blocks of home and standard pages."""

    def __init__(self, local_blocks=None, **kwargs):
        super().__init__([*NEUTRAL_BLOCKS(), *(local_blocks or [])], **kwargs)
        give_text_blocks_a_default(self)


class CampaignStream(ContentStream):
    """Blocks of campaign pages: the neutral ones and the five interactive ones."""

    def __init__(self, local_blocks=None, **kwargs):
        super().__init__([*INTERACTIVE_BLOCKS(), *(local_blocks or [])], **kwargs)


class PhaseStream(blocks.StreamBlock):
    phase = PhaseBlock(label=_("Phase"))


def INTERACTIVE_BLOCKS():
    """The five blocks, in the order of the block picker."""
    return [
        ("debate", DebateBlock()),
        ("proposals", ProposalsBlock()),
        ("map", MapBlock()),
        ("agenda", AgendaBlock()),
        ("timeline", TimelineBlock(label=_("Timeline"))),
    ]
