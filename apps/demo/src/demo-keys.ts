/**
 * Keys everyone may know, for the demo, `npm start` and tests only: the parts refuse them where NODE_ENV is
 * `production`.
 */
export const demoKeys = {
  crm: 'demo-crm-key-0123456789',
  admin: 'demo-admin-key-0123456789',
  partnerAuthId: '123456',
  partnerSecretKey: 'demo-secret-key-demo-secret-key-32',
};
