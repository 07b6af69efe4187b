"""The press: WeasyPrint set up once, and closed to everything but the certificate's own files.

Fonts, style sheet and template environment are made at the first certificate and kept. The
layout engine shares state between documents that use the same fonts, so one certificate at a
time goes through.
"""

import zlib
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from threading import Lock
from typing import Any

import pydyf
from jinja2 import FileSystemLoader, StrictUndefined
from jinja2.sandbox import ImmutableSandboxedEnvironment
from weasyprint import CSS, HTML
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import URLFetcher, URLFetcherResponse

from surveyapp.certificates.printing.lettering import FONTS_FOLDER
from surveyapp.paths import templates_folder

_SCHEME = "certificate:"
_TEMPLATE = "certificate.html"
_STYLESHEET = "certificate.css"

# PDF/A-3a keeps the file readable for decades and lets data be attached to it later.
_VARIANT = "pdf/a-3a"

# WeasyPrint brings the profile of sRGB; using it unasked, it would leave the file open.
_COLOUR_PROFILE = files("weasyprint.pdf") / "sRGB2014.icc"
_OUTPUT_INTENT = "--srgb"

# The same file also declares PDF/UA-1 (accessible to screen readers). PDF/A wants every schema
# outside its own list to be described, hence the second part.
# Source: ISO 14289-1:2014, 5; ISO 19005-3:2012, 6.6.2.3.
_ACCESSIBILITY = b"""<rdf:Description rdf:about=""
 xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/" pdfuaid:part="1"/>
<rdf:Description rdf:about=""
 xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#"
 xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA identification</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name>
<pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>Part of ISO 14289 that the file follows</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas>
</rdf:Description>
"""


class OwnFilesOnly(URLFetcher):  # type: ignore[misc]  # the library carries no types
    """Hand out the fonts and the colour profile of the certificate; refuse all other addresses."""

    def fetch(self, url: str, _headers: object = None) -> URLFetcherResponse:
        """Give one of the certificate's own files by its bare name."""
        allowed: dict[str, Traversable] = {
            f"{_SCHEME}{path.name}": path for path in FONTS_FOLDER.glob("*.ttf")
        }
        allowed[f"{_SCHEME}{_COLOUR_PROFILE.name}"] = _COLOUR_PROFILE
        if url not in allowed:
            raise ValueError(f"A certificate may not load {url}")
        return URLFetcherResponse(url, allowed[url].read_bytes())


class Press:
    """Turns a laid out page into the bytes of a PDF."""

    def __init__(self) -> None:
        folder = templates_folder() / "certificates"
        self._lock = Lock()
        self._fetcher = OwnFilesOnly()
        self._fonts = FontConfiguration()
        self._colours: dict[str, object] = {}
        self._stylesheet = CSS(
            string=(folder / _STYLESHEET).read_text(encoding="utf-8"),
            font_config=self._fonts,
            color_profiles=self._colours,
            url_fetcher=self._fetcher,
        )
        environment = ImmutableSandboxedEnvironment(
            loader=FileSystemLoader(folder), autoescape=True, undefined=StrictUndefined
        )
        environment.globals.clear()
        self._template = environment.get_template(_TEMPLATE)

    def print(self, context: dict[str, object], below: tuple[bytes, bytes]) -> bytes:
        """Set the template, and lay the drawings below its text.

        Parameters
        ----------
        context : dict
            What the template may see: plain values only.
        below : (bytes, bytes)
            Contents of the page below the text, both already compressed.
        """

        def finish(_document: Any, pdf: pydyf.PDF) -> None:
            _lay_below(pdf, below)
            _declare_accessible(pdf)
            _keep_profile_as_it_is(pdf)

        with self._lock:
            document = HTML(string=self._template.render(context), url_fetcher=self._fetcher)
            printed: bytes = document.write_pdf(
                font_config=self._fonts,
                stylesheets=[self._stylesheet],
                color_profiles=self._colours,
                output_intent=_OUTPUT_INTENT,
                pdf_variant=_VARIANT,
                finisher=finish,
            )
        return printed


@cache
def get_press() -> Press:
    """Give the press of this process."""
    return Press()


def compressed(content: bytes) -> bytes:
    """Compress page content in the way that PDF calls FlateDecode."""
    return zlib.compress(content)


def _lay_below(pdf: pydyf.PDF, contents: tuple[bytes, ...]) -> None:
    """Put compressed contents before the text of the only page."""
    (page,) = (one for one in pdf.objects if isinstance(one, dict) and one.get("Type") == "/Page")
    references = []
    for content in contents:
        stream = pydyf.Stream([content], pydyf.Dictionary({"Filter": "/FlateDecode"}))
        pdf.add_object(stream)
        references.append(stream.reference)
    page["Contents"] = pydyf.Array([*references, page["Contents"]])


def _declare_accessible(pdf: pydyf.PDF) -> None:
    """Add the declaration of PDF/UA-1 to the metadata that PDF/A has brought."""
    (metadata,) = (
        one
        for one in pdf.objects
        if isinstance(one, pydyf.Stream) and one.extra.get("Type") == "/Metadata"
    )
    (packet,) = metadata.stream
    metadata.stream = [packet.replace(b"</rdf:RDF>", _ACCESSIBILITY + b"</rdf:RDF>")]


def _keep_profile_as_it_is(pdf: pydyf.PDF) -> None:
    """Embed the file of the colour profile; written anew, its bytes change from time to time."""
    (profile,) = (one for one in pdf.objects if isinstance(one, pydyf.Stream) and "N" in one.extra)
    profile.stream = [_COLOUR_PROFILE.read_bytes()]
