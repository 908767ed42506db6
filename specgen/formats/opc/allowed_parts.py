"""List the kinds of parts, links and elements that a Word file may hold, each with the reason. Data only.

KEPT may be in a finished document. LEFT_OUT is what Word and others leave in their files: it may stand in a template,
and never reaches a document. Everything that stands in neither table is refused, whatever it may be.
"""

from __future__ import annotations

from typing import Final

_OFFICE: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
_PACKAGE: Final = "http://schemas.openxmlformats.org/package/2006/relationships/"
_MICROSOFT: Final = "http://schemas.microsoft.com/office/"

KEPT: Final = {
    f"{_OFFICE}officeDocument": "the document itself",
    f"{_OFFICE}styles": "how its text looks",
    f"{_OFFICE}numbering": "its lists",
    f"{_OFFICE}settings": "its settings; those that reach out of it are refused one by one",
    f"{_OFFICE}theme": "its colours and fonts",
    f"{_OFFICE}fontTable": "what to use where a font is missing",
    f"{_OFFICE}webSettings": "how it would look as a web page; frames are refused",
    f"{_OFFICE}header": "a header",
    f"{_OFFICE}footer": "a footer",
    f"{_OFFICE}footnotes": "Word wants the lines that part notes from text, also where there are no notes",
    f"{_OFFICE}endnotes": "the same for the notes at the end",
    f"{_OFFICE}image": "a picture inside the file",
    f"{_OFFICE}hyperlink": "a link that a reader may follow; where it may lead is looked at",
    f"{_OFFICE}extended-properties": "what wrote the file",
    f"{_PACKAGE}metadata/core-properties": "its title, author and dates",
    "http://schemas.openxmlformats.org/officedocument/2006/relationships/metadata/core-properties": (
        "the same, as LibreOffice writes it"
    ),
    f"{_OFFICE}customXml": "data in XML, which Word shows nowhere by itself; specgen keeps its record there",
    f"{_OFFICE}customXmlProps": "the name of such data",
}

LEFT_OUT: Final = {
    f"{_OFFICE}comments": "what people said of it",
    f"{_MICROSOFT}2011/relationships/commentsExtended": "which comments are answered",
    f"{_MICROSOFT}2016/09/relationships/commentsIds": "numbers of comments",
    f"{_MICROSOFT}2018/08/relationships/commentsExtensible": "times of comments",
    f"{_MICROSOFT}2011/relationships/people": "who commented",
    f"{_MICROSOFT}2019/05/relationships/documenttasks": "tasks given in comments",
    f"{_MICROSOFT}2007/relationships/stylesWithEffects": "the styles once more, for an old Word",
    f"{_OFFICE}glossaryDocument": "building blocks",
    f"{_OFFICE}custom-properties": "properties of a document management system",
    f"{_PACKAGE}metadata/thumbnail": "a small picture of the first page",
    f"{_OFFICE}thumbnail": "the same, as older programs wrote it",
    f"{_OFFICE}printerSettings": "the settings of a printer",
    f"{_OFFICE}font": "a font inside the file",
    f"{_OFFICE}attachedTemplate": "the template it was made from, on somebody's disk",
    f"{_OFFICE}mailMergeSource": "the list of a mail merge",
    f"{_OFFICE}mailMergeHeaderSource": "the head of such a list",
    f"{_OFFICE}recipientData": "who was chosen from it",
    f"{_OFFICE}transform": "how it is saved as XML",
    f"{_MICROSOFT}2006/relationships/keyMapCustomizations": "keys",
    f"{_MICROSOFT}2006/relationships/attachedToolbars": "toolbars",
    f"{_MICROSOFT}2006/relationships/ui/userCustomization": "a ribbon changed by its user",
    f"{_MICROSOFT}2020/02/relationships/classificationlabels": "a sensitivity label",
}

SIGNATURE: Final = "a signature, which would not fit a changed file"
UNSIGN: Final = "in Word: File, Info, View Signatures, remove the signature and save it"

# How to call what is refused; a kind that stands here only by its last word, as several makers spell the rest.
REFUSED: Final = {
    "origin": SIGNATURE,
    "signature": SIGNATURE,
    "vbaProject": "macros",
    "wordVbaData": "macros",
    "oleObject": "an embedded object (OLE)",
    "package": "an embedded file",
    "control": "a form control (ActiveX)",
    "activeXControlBinary": "a form control (ActiveX)",
    "aFChunk": "a file of another kind that Word would read in (altChunk)",
    "subDocument": "a link to another document that Word would read in",
    "frame": "a frame with another page in it",
    "extensibility": "a changed ribbon of Word",
    "customUI": "a changed ribbon of Word",
    "webextension": "an add-in that is loaded from elsewhere",
    "webextensiontaskpanes": "an add-in that is loaded from elsewhere",
    "video": "a film",
    "audio": "a sound",
    "chart": "a chart, whose figures stand in a spreadsheet inside",
    "diagramData": "a SmartArt picture",
}

_WORD: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml."
_OFFICE_TYPE: Final = "application/vnd.openxmlformats-officedocument."

KEPT_TYPES: Final = frozenset(
    (
        "application/xml", "text/xml", "application/vnd.openxmlformats-package.relationships+xml",
        "application/vnd.openxmlformats-package.core-properties+xml", f"{_OFFICE_TYPE}extended-properties+xml",
        f"{_OFFICE_TYPE}customXmlProperties+xml", f"{_OFFICE_TYPE}theme+xml",
        *(f"{_WORD}{kind}+xml" for kind in ("document.main", "styles", "settings", "webSettings", "numbering",
                                            "fontTable", "header", "footer", "footnotes", "endnotes")),
        "image/png", "image/jpeg", "image/jpg", "image/gif", "image/bmp", "image/tiff", "image/x-emf", "image/x-wmf",
        "image/svg+xml",
    )
)  # fmt: skip

LEFT_OUT_TYPES: Final = frozenset(
    (
        *(f"{_WORD}{kind}+xml" for kind in ("template.main", "comments", "commentsExtended", "commentsIds",
                                            "commentsExtensible", "people", "document.glossary",
                                            "mailMergeRecipientData", "stylesWithEffects")),
        f"{_WORD}printerSettings", f"{_OFFICE_TYPE}custom-properties+xml", f"{_OFFICE_TYPE}obfuscatedFont",
        "application/x-fontdata", "application/x-font-ttf", "application/vnd.ms-word.stylesWithEffects+xml",
        "application/vnd.ms-word.keyMapCustomizations+xml", "application/vnd.ms-word.attachedToolbars",
        "application/vnd.ms-office.classificationlabels+xml", "application/vnd.ms-office.documenttasks+xml",
        "application/vnd.openxmlformats-package.digital-signature-origin",
        "application/vnd.openxmlformats-package.digital-signature-xmlsignature+xml",
    )
)  # fmt: skip

# How a picture begins; one that begins otherwise is something else under a picture's name.
PICTURES: Final = {
    "image/png": (b"\x89PNG\r\n\x1a\n",),
    "image/jpeg": (b"\xff\xd8\xff",),
    "image/jpg": (b"\xff\xd8\xff",),
    "image/gif": (b"GIF87a", b"GIF89a"),
    "image/bmp": (b"BM",),
    "image/tiff": (b"II*\0", b"MM\0*"),
    "image/x-emf": (b"\x01\0\0\0",),
    "image/x-wmf": (b"\xd7\xcd\xc6\x9a", b"\x01\0\x09\0", b"\x02\0\x09\0"),
}

# Elements of a document, a header, notes or settings that read something in, run something or send something out.
REFUSED_ELEMENTS: Final = {
    "w:object": "an embedded object (OLE)",
    "o:OLEObject": "an embedded object (OLE)",
    "w:control": "a form control (ActiveX)",
    "w:altChunk": "a file of another kind that Word would read in (altChunk)",
    "w:subDoc": "a link to another document that Word would read in",
    "w:movie": "a film",
    "w:contentPart": "something drawn or written by another program",
    "w:frameset": "frames with other pages in them",
    "w:attachedTemplate": "a link to a template on somebody's disk",
    "w:mailMerge": "a mail merge",
    "w:saveThroughXslt": "a program that changes it when it is saved",
    "w:attachedSchema": "a schema on somebody's disk",
    "a:audioFile": "a sound",
    "a:videoFile": "a film",
    "a:wavAudioFile": "a sound",
    "a:quickTimeFile": "a film",
    "wp15:webVideoPr": "a film from elsewhere",
}
