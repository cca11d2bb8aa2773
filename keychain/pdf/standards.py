"""What a PDF/X file says of itself: its standard, the printing it is made for, its metadata.

ISO 15930-7 (PDF/X-4, PDF 1.6) and ISO 15930-4 (PDF/X-1a:2003, PDF 1.4). PDF/X-4 is known by its
metadata alone and PDF/X-1a by its document information alone; each says it in both here, since
shops' programs differ in where they look.
"""

from __future__ import annotations

from datetime import date

from keychain.layout.sheet_spec import OutputCondition, Standard
from keychain.pdf.document import DOCUMENT_ID, Document, text_string

VERSIONS: dict[Standard, tuple[int, int]] = {"plain": (1, 6), "x-4": (1, 6), "x-1a": (1, 4)}
"""The version of PDF in which each is written."""

IDENTIFIED: dict[Standard, str] = {"x-4": "PDF/X-4", "x-1a": "PDF/X-1a:2003"}
"""What each is called in a file; plain PDF is called nothing."""

_NAMESPACES = {
    "dc": "http://purl.org/dc/elements/1.1/",
    "xmp": "http://ns.adobe.com/xap/1.0/",
    "pdf": "http://ns.adobe.com/pdf/1.3/",
    "xmpMM": "http://ns.adobe.com/xap/1.0/mm/",
    "pdfx": "http://ns.adobe.com/pdfx/1.3/",
    "pdfxid": "http://www.npes.org/pdfx/ns/id/",
}


def add_output_intent(document: Document, condition: OutputCondition) -> str:
    """The catalog's entry for ``condition`` and its profile of four inks (ISO 32000-1, 14.11.5)."""
    profile = document.add_stream("/N 4", condition.icc)
    registry = f"/RegistryName {text_string(condition.registry)}" if condition.registry else ""
    intent = document.add(
        "<</Type/OutputIntent/S/GTS_PDFX"
        f"/OutputConditionIdentifier {text_string(condition.identifier)}{registry}"
        f"/Info {text_string(condition.info)}/DestOutputProfile {profile}>>"
    )
    return f"/OutputIntents[{intent}]"


def add_metadata(
    document: Document, standard: Standard, title: str, language: str, program: str, day: date
) -> str:
    """The catalog's entry for a packet of metadata that agrees with the document information."""
    packet = metadata_packet(IDENTIFIED[standard], title, language, program, day)
    stream = document.add_plain_stream("/Type/Metadata/Subtype/XML", packet.encode("utf-8"))
    return f"/Metadata {stream}"


def metadata_packet(standard: str, title: str, language: str, program: str, day: date) -> str:
    """The packet (ISO 16684-1), with ``DOCUMENT_ID`` where the document's identifier belongs."""
    when = f"{day.isoformat()}T00:00:00Z"
    names = "\n".join(f'    xmlns:{name}="{uri}"' for name, uri in _NAMESPACES.items())
    languages = ("x-default", language)
    from xml.sax.saxutils import escape  # which loads what speaks HTTP

    titles = [f'<rdf:li xml:lang="{each}">{escape(title)}</rdf:li>' for each in languages]
    dates = ("CreateDate", "ModifyDate", "MetadataDate")
    properties = [
        f"<dc:title><rdf:Alt>{''.join(titles)}</rdf:Alt></dc:title>",
        "<dc:format>application/pdf</dc:format>",
        *(f"<xmp:{each}>{when}</xmp:{each}>" for each in dates),
        f"<xmp:CreatorTool>{escape(program)}</xmp:CreatorTool>",
        f"<pdf:Producer>{escape(program)}</pdf:Producer>",
        "<pdf:Trapped>False</pdf:Trapped>",
        f"<xmpMM:DocumentID>{DOCUMENT_ID}</xmpMM:DocumentID>",
        "<xmpMM:VersionID>1</xmpMM:VersionID>",
        "<xmpMM:RenditionClass>default</xmpMM:RenditionClass>",
        f"<pdfx:GTS_PDFXVersion>{standard}</pdfx:GTS_PDFXVersion>",
        f"<pdfxid:GTS_PDFXVersion>{standard}</pdfxid:GTS_PDFXVersion>",
    ]
    listed = "\n".join(f"   {each}" for each in properties)
    return (
        '<?xpacket begin="\N{ZERO WIDTH NO-BREAK SPACE}" id="W5M0MpCehiHzreSzNTczkc9d"?>\n'
        '<x:xmpmeta xmlns:x="adobe:ns:meta/">\n'
        ' <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">\n'
        f'  <rdf:Description rdf:about=""\n{names}>\n{listed}\n'
        "  </rdf:Description>\n </rdf:RDF>\n</x:xmpmeta>\n"
        '<?xpacket end="w"?>'
    )
