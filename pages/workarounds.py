"""Gaps of the packages that we stand on; each can go when its own is closed."""

from wagtail import blocks
from wagtail.models import Page


def give_text_blocks_a_default(block: blocks.Block) -> None:
    """An optional text block that was never filled in is `None`, and wagtail-localize 1.14 cannot extract that: a page with
    a block made by code, or by an editor before a field was added, could not be translated. An empty string can."""
    if isinstance(block, blocks.CharBlock | blocks.TextBlock | blocks.URLBlock | blocks.EmailBlock):
        if block.meta.default is None:
            block.meta.default = ""
    elif isinstance(block, blocks.ListBlock):
        give_text_blocks_a_default(block.child_block)
        if "default" not in block._constructor_args[1]:
            # Computed by ListBlock from its child before the child had one.
            block.meta.default = [block.child_block.get_default()]
    for child in getattr(block, "child_blocks", {}).values():
        give_text_blocks_a_default(child)


def repair_child_count(page: Page) -> None:
    """wagtail-localize 1.14 publishes a translation from a revision made before its children were added, and with it the
    child count of that moment: the whole tree below would answer 404. Count again after each publication."""
    children = Page.objects.filter(depth=page.depth + 1, path__startswith=page.path).count()
    Page.objects.filter(pk=page.pk).exclude(numchild=children).update(numchild=children)
