// Runs pdfcpu, compiled to WebAssembly, on one file: node pdfcpu.mjs PDFCPU.WASM FOLDER /in/FILE.PDF
import { readFile } from "node:fs/promises";
import { WASI } from "node:wasi";

const [program, folder, file] = process.argv.slice(2);
const args = ["pdfcpu", "validate", "-m", "strict", "-c", "disable", file];
const wasi = new WASI({ version: "preview1", args, preopens: { "/in": folder } });
const compiled = await WebAssembly.compile(await readFile(program));
process.exitCode = wasi.start(await WebAssembly.instantiate(compiled, wasi.getImportObject()));
