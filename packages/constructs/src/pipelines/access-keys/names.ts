import type { Names } from '@audit-bridge/naming';

/** Folder of the function, its construct's id and its bundle's name. */
export const reporterName = 'access-key-report';

/** Known before the role exists: the federated credential in Azure and the roles in other accounts trust exactly its ARN. */
export const reporterRoleName = (names: Names) => names.of('iamRole', reporterName);
