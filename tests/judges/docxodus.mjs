// Accepts and rejects all tracked changes of each file that is named after the path of the library.
import { readFile, writeFile } from 'node:fs/promises';
import { pathToFileURL } from 'node:url';

const [, , library, ...files] = process.argv;
const { initialize, docxDiffAcceptRevisions, docxDiffRejectRevisions } = await import(pathToFileURL(library).href);
await initialize();
for (const file of files) {
  const data = new Uint8Array(await readFile(file));
  await writeFile(file.replace(/\.docx$/, '.accepted.docx'), await docxDiffAcceptRevisions(data));
  await writeFile(file.replace(/\.docx$/, '.rejected.docx'), await docxDiffRejectRevisions(data));
}
