export interface User {
  id: string;
  country: string;
  email: string;
  stripeAccount?: string;
}

const ada: User = { id: '7', country: 'GB', email: 'ada@shop.example' };

/** A store with one user, who is signed in. */
export const users = {
  signedIn: async (_request: Request): Promise<User | null> => ({ ...ada }),
  update: async (_id: string, change: Partial<User>) => void Object.assign(ada, change),
};
