/** Pages, unless one points to itself as the next: such a listing would never end, and to end it there would leave out the rest. */
export async function* untilRepeated<Page extends { readonly Marker?: string | undefined }>(pages: AsyncIterable<Page>) {
  let marker: string | undefined;
  for await (const page of pages) {
    if (page.Marker !== undefined && page.Marker === marker) throw new TypeError('A page follows on itself.');
    marker = page.Marker;
    yield page;
  }
}
