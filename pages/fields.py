"""A StreamField whose migrations do not change each time that a block does."""

from wagtail.fields import StreamField


class BlockStream(StreamField):
    """Blocks are code, not schema: what is stored is JSON whatever the blocks, so migrations need not know them."""

    def __init__(self, block_types=(), *args, **kwargs):
        super().__init__(block_types, *args, **kwargs)

    def deconstruct(self):
        name, path, _args, kwargs = super().deconstruct()
        kwargs.pop("block_lookup", None)
        return name, path, [[]], kwargs
