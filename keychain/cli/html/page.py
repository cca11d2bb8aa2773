"""The whole page: what was verified, and a section for each PDF."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Sequence
from importlib import resources

from keychain.build.reread import Reread
from keychain.cli.html.codes import codes_part
from keychain.cli.html.faces import faces_part
from keychain.cli.html.findings import findings_list
from keychain.cli.verdicts import closing, verdict
from keychain.cli.words import Words
from keychain.diagnostics import Diagnostic
from keychain.markup import Markup, element, joined


def report_page(reread: Sequence[Reread], general: Sequence[Diagnostic], words: Words) -> bytes:
    """The report as a file in UTF-8. ``general`` are findings that are about no PDF.

    It has no script and asks for nothing from elsewhere; its policy lets a browser load nothing
    but the pictures inside it (W3C Content Security Policy, level 3).
    """
    style = resources.files("keychain.cli.html").joinpath("style.css").read_text(encoding="utf-8")
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    policy = f"default-src 'none'; img-src data:; style-src 'sha256-{digest}'"
    head = joined(
        element("meta", charset="utf-8"),
        element("meta", http_equiv="Content-Security-Policy", content=policy),
        element("meta", name="viewport", content="width=device-width, initial-scale=1"),
        element("title", words.say("report-title")),
        Markup(f"<style>{style}</style>"),
    )
    body = [element("h1", words.say("report-title"))]
    body += [element("p", said, class_=f"verdict {of}") for of, said in closing(reread, words)]
    if general:
        body.append(element("section", findings_list(general, {}, words)))
    # Where no contacts can be used, no PDF was opened.
    body += [_section(each, words) for each in reread if each.compared or each.diagnostics]
    page = element("html", element("head", head), element("body", *body), lang=words.language)
    return f"<!DOCTYPE html>\n{page}\n".encode(errors="replace")


def _section(each: Reread, words: Words) -> Markup:
    known = verdict(each)
    parts = [
        element(
            "div",
            element("h2", each.path.as_posix()),
            element("span", words.say(f"verify-{known}"), class_=f"verdict {known}"),
            class_="head",
        ),
        element("p", _facts(each, words), class_="dim"),
    ]
    # Warnings and errors first in number; each number stands on the pictures too.
    order = list(dict.fromkeys(each.diagnostics))
    numbers = {finding: index for index, finding in enumerate(order, 1)}
    parts.append(element("h3", words.say("report-findings")))
    if order:
        parts.append(findings_list(order, numbers, words))
    else:
        parts.append(element("p", words.say("report-no-findings")))
    if each.inspection is not None:
        parts.append(faces_part(each.inspection.faces, numbers, words))
        parts.append(codes_part(each.inspection.codes, words))
    return element("section", *parts)


def _facts(each: Reread, words: Words) -> str:
    seen = each.inspection
    facts = []
    if seen is not None:
        claims = seen.standard
        said = "report-claims" if claims else "report-claims-nothing"
        facts.append(words.say(said, standard=claims or ""))
        if seen.sheets is not None:
            facts.append(words.say("report-sheets", count=seen.sheets))
    if each.villages:
        facts.append(words.say("report-villages", villages=each.villages))
    return " · ".join(facts)
