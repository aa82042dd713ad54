/** Every file of a drop, folders walked through, in the order of their paths. */
export async function droppedFiles(items: DataTransferItemList): Promise<File[]> {
  // The items are gone after the first await, so all entries are taken at once.
  const entries = [...items].map((item) => ({ entry: item.webkitGetAsEntry(), file: item.getAsFile() }));
  const found = await Promise.all(entries.map(({ entry, file }) => (entry ? filesOf(entry) : file ? [file] : [])));
  return found.flat();
}

async function filesOf(entry: FileSystemEntry): Promise<File[]> {
  if (isFile(entry)) return [await new Promise<File>((resolve, reject) => entry.file(resolve, reject))];
  if (!isDirectory(entry)) return [];
  const children = await allEntries(entry.createReader());
  children.sort((a, b) => (a.fullPath < b.fullPath ? -1 : 1));
  return (await Promise.all(children.map(filesOf))).flat();
}

// A reader hands out a hundred entries at a time, and none at the end.
async function allEntries(reader: FileSystemDirectoryReader): Promise<FileSystemEntry[]> {
  const all: FileSystemEntry[] = [];
  while (true) {
    const some = await new Promise<FileSystemEntry[]>((resolve, reject) => reader.readEntries(resolve, reject));
    if (some.length === 0) return all;
    all.push(...some);
  }
}

const isFile = (entry: FileSystemEntry): entry is FileSystemFileEntry => entry.isFile;
const isDirectory = (entry: FileSystemEntry): entry is FileSystemDirectoryEntry => entry.isDirectory;
