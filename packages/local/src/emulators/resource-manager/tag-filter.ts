import { AzureRefusal, type AzureRequest } from '../azure-rest/rest-route';

const pattern = /^tagName eq '([^']+)' and tagValue eq '([^']*)'$/;

/** The one filter by tags that listings take: one tag, with its value. */
export function tagFilter({ query }: AzureRequest): (item: { readonly tags?: Readonly<Record<string, string>> }) => boolean {
  const filter = query.get('$filter');
  if (filter === null) return () => true;
  const [, name, value] = pattern.exec(filter) ?? [];
  if (name === undefined)
    throw new AzureRefusal(400, 'InvalidFilterInQueryString', `The filter ${filter} is not one that this stand-in knows.`);
  return ({ tags = {} }) => tags[name] === value;
}
