import { ApiError } from './ApiError.js';
import { noSuch } from './noSuch.js';

export interface PageParams {
  limit?: number;
  starting_after?: string;
  ending_before?: string;
}

interface Listed {
  /** All items, newest first. */
  items: readonly Record<string, unknown>[];
  /** The name of an item in error messages. */
  what: string;
  url: string;
  /** Filters the items. A cursor may still name one that does not match. */
  matches?: (item: Record<string, unknown>) => boolean;
}

/** One page of an API list: the first items, those after a cursor, or those right before one. */
export function pageOf(
  { items, what, url, matches = () => true }: Listed,
  { limit = 10, starting_after, ending_before }: PageParams = {},
) {
  if (starting_after !== undefined && ending_before !== undefined) {
    throw new ApiError(
      400,
      'Received both starting_after and ending_before parameters. Please pass in only one.',
    );
  }
  const indexOf = (id: string, param: string) => {
    const at = items.findIndex((item) => item['id'] === id);
    if (at < 0) throw noSuch(what, id, param);
    return at;
  };
  const from = starting_after === undefined ? 0 : indexOf(starting_after, 'starting_after') + 1;
  const to = ending_before === undefined ? items.length : indexOf(ending_before, 'ending_before');
  const found = items.slice(from, to).filter(matches);
  const data = ending_before === undefined ? found.slice(0, limit) : found.slice(-limit);
  return { object: 'list', data, has_more: found.length > limit, url };
}
