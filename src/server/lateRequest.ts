type Make = (create: () => Request) => Request;

let latest: { of: typeof Request; make: Make } | undefined;

/**
 * A `Request` that is created when something looks at it. Creating one was most of the handler's own work behind Node,
 * and many an `authorize` looks only at Node's own request.
 *
 * Up to Node 22, a `Request` keeps its state under symbols. An object that inherits from `Request` and passes these
 * symbols on to a real one is a `Request` to all its methods, to `fetch` and to `new Request(request)`. From Node 24 on,
 * the state is in private fields. Nothing can stand in for these, but a `Request` is created quickly.
 */
export const lateRequest: Make = (create) => {
  // A tracer or a test may have replaced the global since.
  if (latest?.of !== Request) latest = { of: Request, make: makerOf(Request) };
  return latest.make(create);
};

function makerOf(Real: typeof Request): Make {
  class Late {
    readonly #create: () => Request;
    #real: Request | undefined;

    constructor(create: () => Request) {
      this.#create = create;
    }

    static realOf(late: Late): Request {
      return (late.#real ??= late.#create());
    }
  }
  for (const key of Reflect.ownKeys(new Real('http://localhost/'))) {
    Object.defineProperty(Late.prototype, key, {
      get(this: Late): unknown {
        return Reflect.get(Late.realOf(this), key);
      },
      set(this: Late, value: unknown) {
        Reflect.set(Late.realOf(this), key, value);
      },
    });
  }
  Object.defineProperty(Late.prototype, 'constructor', { value: Real });
  Object.setPrototypeOf(Late.prototype, Real.prototype);
  const make: Make = (create) => new Late(create) as unknown as Request;
  return canStandIn(make, Real) ? make : (create) => create();
}

/** Whether a copy of a late request is complete. `fetch` and authentication libraries copy theirs. */
function canStandIn(make: Make, Real: typeof Request): boolean {
  try {
    const late = make(() => new Real('http://localhost/', { headers: { late: 'yes' } }));
    return new Real(late).clone().headers.get('late') === 'yes';
  } catch {
    return false;
  }
}
