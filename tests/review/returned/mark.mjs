// Marks on a PDF by the viewer of pdfjs-dist in headless Chromium (README.md): node mark.mjs ORDER.json
// Needs puppeteer-core and pdfjs-dist in ./node_modules. Writes the marked PDF, and prints the words selected for each mark.
import fs from "node:fs";
import http from "node:http";
import path from "node:path";
import puppeteer from "puppeteer-core";

const order = JSON.parse(fs.readFileSync(process.argv[2]));
const TYPES = { ".mjs": "text/javascript", ".css": "text/css" };
const LIB = "/node_modules/pdfjs-dist";
const PAGE = `<!doctype html><link rel=stylesheet href=${LIB}/web/pdf_viewer.css><style>
#outer { position: absolute; inset: 0; overflow: auto }
.annotationEditorLayer, .annotationEditorLayer * { pointer-events: none !important }
</style><div id=outer><div class=pdfViewer></div></div><script type=module>
import * as lib from "${LIB}/build/pdf.mjs";
globalThis.pdfjsLib = lib;
const web = await import("${LIB}/web/pdf_viewer.mjs");
lib.GlobalWorkerOptions.workerSrc = "${LIB}/build/pdf.worker.mjs";
const eventBus = new web.EventBus(), linkService = new web.PDFLinkService({ eventBus });
const container = document.getElementById("outer");
globalThis.viewer = new web.PDFViewer({ container, eventBus, linkService, annotationMode: 0,
  annotationEditorMode: lib.AnnotationEditorType.HIGHLIGHT, annotationEditorHighlightColors: "yellow=#FFFF98" });
linkService.setViewer(viewer);
eventBus.on("pagesinit", () => { viewer.currentScaleValue = "1.5"; });
eventBus.on("annotationeditoruimanager", event => { globalThis.editing = event.uiManager; });
eventBus.on("switchannotationeditormode", event => { viewer.annotationEditorMode = event; });
globalThis.sent = await lib.getDocument("/sent.pdf").promise;
viewer.setDocument(sent);
linkService.setDocument(sent, null);
</script>`;

const server = http.createServer((request, response) => {
  if (request.url === "/") return response.setHeader("content-type", "text/html").end(PAGE);
  const file = request.url === "/sent.pdf" ? order.sent : path.join(process.cwd(), request.url);
  if (!fs.existsSync(file)) return response.writeHead(404).end();
  response.setHeader("content-type", TYPES[path.extname(file)] ?? "application/octet-stream").end(fs.readFileSync(file));
}).listen(0, "127.0.0.1");
await new Promise(resolve => server.once("listening", resolve));

const browser = await puppeteer.launch({ executablePath: "/usr/bin/chromium", args: ["--no-sandbox", "--disable-gpu"] });
const tab = await browser.newPage();
await tab.setViewport({ width: 1500, height: 1900 });
await tab.goto(`http://127.0.0.1:${server.address().port}/`);
await tab.waitForFunction("globalThis.sent && globalThis.editing");
const selected = [];
for (const mark of order.marks) {
  selected.push(await tab.evaluate(async ({ page, boxes, contents }) => {
    const pause = ms => new Promise(resolve => setTimeout(resolve, ms));
    viewer.scrollPageIntoView({ pageNumber: page });
    const view = viewer.getPageView(page - 1);
    for (let i = 0; i < 100 && !view.textLayer?.div?.childElementCount; i++) await pause(50);
    const under = (x, y) => {
      const [across, down] = view.viewport.convertToViewportPoint(x, y), box = view.canvas.getBoundingClientRect();
      return document.caretPositionFromPoint(box.left + across, box.top + down);
    };
    const [first, last] = [boxes[0], boxes.at(-1)];
    const from = under(first[0] + 0.6, (first[1] + first[3]) / 2), to = under(last[2] - 0.6, (last[1] + last[3]) / 2);
    const selection = getSelection();
    selection.setBaseAndExtent(from.offsetNode, from.offset, to.offsetNode, to.offset);
    const text = selection.toString();
    await pause(50);
    editing.highlightSelection("context_menu");
    await pause(50);
    [...editing.getEditors(page - 1)].at(-1).comment = contents;
    return text;
  }, mark));
}
const bytes = await tab.evaluate(async () => Array.from(await sent.saveDocument()));
fs.writeFileSync(order.back, Buffer.from(bytes));
console.log(JSON.stringify(selected));
await browser.close();
server.close();
