/**
 * Imported before the environments, which read variables as they are loaded: the checks see the repository as cloned,
 * also in the shell of somebody who deploys from it.
 */
for (const name of Object.keys(process.env)) {
  if (name === 'SANDBOX' || name.startsWith('AUDIT_BRIDGE_')) delete process.env[name];
}
