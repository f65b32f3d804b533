"""TypeScript made from views.bundle_shapes. Use it so: `python -m frontlog.views.bundle_typescript > web/src/bundle.ts`."""

import types
from typing import Any, get_args, get_origin, get_type_hints, is_typeddict

from frontlog.views import bundle_shapes

SCALARS = {str: "string", int: "number", float: "number", bool: "boolean", types.NoneType: "null"}


def _type(hint: Any) -> str:
    if hint in SCALARS:
        return SCALARS[hint]
    if is_typeddict(hint):
        return str(hint.__name__).removesuffix("Shape")
    if get_origin(hint) is list:
        return f"readonly {_type(get_args(hint)[0])}[]"
    if get_origin(hint) is dict:
        return f"Readonly<Record<{', '.join(_type(arg) for arg in get_args(hint))}>>"
    return " | ".join(_type(arg) for arg in get_args(hint))


def _interface(shape: Any) -> str:
    fields = "\n".join(f"  readonly {name}: {_type(hint)};" for name, hint in get_type_hints(shape).items())
    words = " ".join(str(shape.__doc__).split())
    return f"/** {words} */\nexport interface {_type(shape)} {{\n{fields}\n}}\n"


def typescript() -> str:
    """The text of web/src/bundle.ts."""
    shapes = [value for value in vars(bundle_shapes).values() if is_typeddict(value)]
    head = "// Made by `python -m frontlog.views.bundle_typescript`; a test fails when it is not current. Do not edit.\n"
    return "\n".join([head, *map(_interface, shapes)])


if __name__ == "__main__":
    print(typescript(), end="")
