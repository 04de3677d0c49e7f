import type { AzureAnswer, AzureRequest } from './rest-route';

const skipParameter = '$skiptoken';

/**
 * Items in pages, as Azure lists them: each page but the last leads to the next one.
 *
 * @param linkName `@odata.nextLink` in Microsoft Graph
 */
export function page(items: readonly unknown[], request: AzureRequest, maxItems = 50, linkName = 'nextLink'): AzureAnswer {
  const from = Number(request.query.get(skipParameter) ?? 0);
  const value = items.slice(from, from + maxItems);
  if (from + maxItems >= items.length) return { body: { value } };
  const link = new URL(request.path, request.url);
  for (const [name, text] of request.query) link.searchParams.set(name, text);
  link.searchParams.set(skipParameter, String(from + maxItems));
  return { body: { value, [linkName]: link.href } };
}
