/** A situation report for Word, made in the browser: a .docx is a zip of a few XML files. */

import type { Sitrep } from "./bundle";
import { long } from "./days";
import { type Model, outletName } from "./model";
import { cited, sentencesOf } from "./sitreps";
import { words } from "./text";

const HOW =
  "Every sentence is made from records of the log; the numbers lead to the sentences of reports behind it, below. It tells what the reports say, not what is true.";
const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
const OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const PACKAGE = "http://schemas.openxmlformats.org/package/2006";
const TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml";

/** The report as the bytes of a .docx. Equal reports give equal bytes. */
export function docx(model: Model, report: Sitrep): Blob {
  const { sources, number } = cited(model, report);
  const body = [
    paragraph("Title", run(report.title)),
    paragraph("", run(HOW, "grey")),
    ...report.sections.flatMap(({ heading, empty, sentences }) => [
      paragraph("Heading1", run(heading)),
      ...sentencesOf(model, sentences).map(({ text, claims }) => paragraph("ListBullet", run(`• ${text} `) + run(marks(claims.map(number)), "raised"))),
      ...(sentences.length === 0 ? [paragraph("", run(empty, "grey"))] : []),
    ]),
    paragraph("Heading1", run("Sources")),
    ...sources.map(([claim], i) => {
      const document = claim && model.documents.get(claim.document);
      const quote = claim && document ? words(document, claim.start, claim.end).replace(/\s+/g, " ").trim() : "";
      const when = document?.published ? `, ${long(document.published)}` : "";
      const where = [document?.title, document?.url, claim?.id].filter(Boolean).join(" · ");
      return paragraph("", `${run(`${i + 1}  `, "bold")}${run(`${outletName(document)}${when}: “${quote}” `)}${run(where, "grey")}`);
    }),
  ];
  return zip({
    "[Content_Types].xml": `${HEAD}<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="${TYPE}.document.main+xml"/><Override PartName="/word/styles.xml" ContentType="${TYPE}.styles+xml"/></Types>`,
    "_rels/.rels": relations("officeDocument", "word/document.xml"),
    "word/document.xml": `${HEAD}<w:document xmlns:w="${MAIN}"><w:body>${body.join("")}<w:sectPr><w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1134" w:right="1134" w:bottom="1134" w:left="1134" w:header="567" w:footer="567" w:gutter="0"/></w:sectPr></w:body></w:document>`,
    "word/_rels/document.xml.rels": relations("styles", "styles.xml"),
    "word/styles.xml": `${HEAD}<w:styles xmlns:w="${MAIN}"><w:docDefaults><w:rPrDefault><w:rPr><w:sz w:val="21"/></w:rPr></w:rPrDefault><w:pPrDefault><w:pPr><w:spacing w:after="80"/></w:pPr></w:pPrDefault></w:docDefaults>${style("Normal", "Normal", 21)}${style("Title", "Title", 40)}${style("Heading1", "heading 1", 28)}${style("ListBullet", "List Bullet", 21)}</w:styles>`,
  });
}

const relations = (type: string, target: string): string =>
  `${HEAD}<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="r1" Type="${OFFICE}/${type}" Target="${target}"/></Relationships>`;

const style = (id: string, name: string, size: number): string =>
  `<w:style w:type="paragraph" w:styleId="${id}"${id === "Normal" ? ' w:default="1"' : ""}><w:name w:val="${name}"/><w:pPr>${id === "Heading1" ? '<w:keepNext/><w:spacing w:before="240"/><w:outlineLvl w:val="0"/>' : id === "ListBullet" ? '<w:ind w:left="284" w:hanging="284"/>' : ""}</w:pPr><w:rPr>${size > 21 ? "<w:b/>" : ""}<w:sz w:val="${size}"/></w:rPr></w:style>`;

const paragraph = (of: string, runs: string): string => `<w:p>${of ? `<w:pPr><w:pStyle w:val="${of}"/></w:pPr>` : ""}${runs}</w:p>`;

const LOOKS = { "": "", bold: "<w:b/>", grey: '<w:color w:val="555555"/>', raised: '<w:vertAlign w:val="superscript"/>' } as const;

const run = (text: string, look: keyof typeof LOOKS = ""): string =>
  `<w:r>${look ? `<w:rPr>${LOOKS[look]}</w:rPr>` : ""}<w:t xml:space="preserve">${escaped(text)}</w:t></w:r>`;

/** Text as XML may hold it: no markup, and none of the characters that it forbids. */
const escaped = (text: string): string =>
  text.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, "").replace(/[&<>]/g, (c) => `&#${c.charCodeAt(0)};`);

const marks = (numbers: readonly number[]): string => `[${[...new Set(numbers.filter(Boolean))].sort((a, b) => a - b).join(", ")}]`;

const UTF8 = 0x0800;
const DAY = 0x21; // 1 January 1980, the first day that a zip can tell

/** A zip archive that holds its files as they are. */
export function zip(files: Readonly<Record<string, string>>): Blob {
  const encoder = new TextEncoder();
  const parts: Uint8Array<ArrayBuffer>[] = [];
  const directory: Uint8Array<ArrayBuffer>[] = [];
  let at = 0;
  for (const [path, text] of Object.entries(files)) {
    const [name, content] = [encoder.encode(path), encoder.encode(text)];
    const about = [20, UTF8, 0, 0, DAY, [crc(content)], [content.length], [content.length], name.length, 0] as const;
    const entry = [record(0x04034b50, about), name, content] as Uint8Array<ArrayBuffer>[];
    directory.push(record(0x02014b50, [20, ...about, 0, 0, 0, [0], [at]]), name as Uint8Array<ArrayBuffer>);
    for (const piece of entry) at += piece.length;
    parts.push(...entry);
  }
  const size = directory.reduce((sum, piece) => sum + piece.length, 0);
  const count = Object.keys(files).length;
  return new Blob([...parts, ...directory, record(0x06054b50, [0, 0, count, count, [size], [at], 0])], { type: `${TYPE}.document` });
}

/** A signature, then numbers of two bytes, or of four where they stand in a list. */
function record(signature: number, fields: readonly (number | readonly [number])[]): Uint8Array<ArrayBuffer> {
  const out = new DataView(new ArrayBuffer(4 + fields.reduce<number>((sum, f) => sum + (typeof f === "number" ? 2 : 4), 0)));
  out.setUint32(0, signature, true);
  let at = 4;
  for (const field of fields) {
    if (typeof field === "number") out.setUint16(at, field, true);
    else out.setUint32(at, field[0], true);
    at += typeof field === "number" ? 2 : 4;
  }
  return new Uint8Array(out.buffer);
}

/** CRC-32, as zip archives check their files by. */
export function crc(bytes: Uint8Array): number {
  let value = 0xffff_ffff;
  for (const byte of bytes) {
    value ^= byte;
    for (let bit = 0; bit < 8; bit++) value = value & 1 ? (value >>> 1) ^ 0xedb8_8320 : value >>> 1;
  }
  return (value ^ 0xffff_ffff) >>> 0;
}
