import { ApiError } from './ApiError.js';

/** The error for an unknown id: 404 if the id is in the path, 400 if it is in a parameter. */
export const noSuch = (what: string, id: string, param = 'id'): ApiError =>
  new ApiError(param === 'id' ? 404 : 400, `No such ${what}: '${id.slice(0, 80)}'`, {
    code: 'resource_missing',
    param,
  });
