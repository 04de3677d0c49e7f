import { type Zippable, zipSync } from 'fflate';

/** Zip keeps local time: made from local parts, so that every time zone writes the same one. 1980 is the format's first year; noon exists in every zone. */
const modifiedAt = new Date(1980, 0, 1, 12);

/** `-rw-r--r--` in the upper half, where Unix readers look: Lambda refuses to start a file that others cannot read. */
const filePermissions = 0o644 << 16;

const unix = 3;

/** Zips files so that equal contents give equal bytes on any machine: sorted entries, fixed time, fixed permissions, a compressor in JavaScript. */
export function deterministicZip(files: ReadonlyMap<string, Uint8Array>): Uint8Array {
  const entries: Zippable = {};
  for (const name of [...files.keys()].sort()) {
    const content = files.get(name);
    if (content !== undefined) entries[name] = [content, { attrs: filePermissions, os: unix }];
  }
  return zipSync(entries, { level: 9, mtime: modifiedAt });
}
