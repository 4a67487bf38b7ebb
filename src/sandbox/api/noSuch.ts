import { ApiError } from './ApiError.js';

/** What an id leads to is not there: 404 where it stands in the address, 400 where a parameter names it. */
export const noSuch = (what: string, id: string, param = 'id'): ApiError =>
  new ApiError(param === 'id' ? 404 : 400, `No such ${what}: '${id.slice(0, 80)}'`, {
    code: 'resource_missing',
    param,
  });
