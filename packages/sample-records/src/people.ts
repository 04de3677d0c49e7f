import type { SeededRandom } from './seeded-random';

/** Somebody, or something, that calls Azure. */
export interface Actor {
  readonly kind: 'user' | 'guest' | 'application' | 'managed-identity';
  readonly displayName: string;
  readonly givenName: string;
  readonly surname: string;
  /** Sign-in name; for applications their name. */
  readonly principalName: string;
  readonly objectId: string;
  readonly appId: string;
  readonly puid: string;
  readonly role: string;
  readonly groups: string;
  readonly addresses: readonly string[];
}

const people: readonly (readonly [givenName: string, surname: string])[] = [
  ['Marit', 'Oakenfold'],
  ['Tadeo', 'Brisling'],
  ['Zoë', 'Østervang'],
  ['Ines', "O'Farrow"],
  ['Bram', 'Quillfeather'],
  ['Noor', 'Halvorsen-Webb'],
  ['Łucja', 'Żmijewska'],
  ['美玲', '霧島'],
  ['Osei', 'Tamarack'],
  ['Ruta', 'Vantongeren'],
];

const applications = [
  'pipeline-deployer',
  'nightly-backup',
  'cost-reporter',
  'cluster-autoscaler',
  'secret-rotator',
  'image-builder',
  'policy-remediation',
  'inventory-scan',
];

const roles = ['Contributor', 'Owner', 'Reader and Data Access', 'User Access Administrator', 'Storage Account Contributor'];
const applicationId = '7b1c0de5-4a2f-4e7d-9c35-0d9f6a81e2b4';

/** The callers of a tenant, the busiest first: a few applications make most of the calls. */
export function makeActors(random: SeededRandom): readonly Actor[] {
  const callers = applications.map((name, index) => makeApplication(name, index % 3 === 2 ? 'managed-identity' : 'application', random));
  const users = people.map(([givenName, surname], index) => makeUser(givenName, surname, index % 5 === 4 ? 'guest' : 'user', random));
  return [...callers.slice(0, 3), ...users.slice(0, 4), ...callers.slice(3), ...users.slice(4)];
}

function makeUser(givenName: string, surname: string, kind: 'user' | 'guest', random: SeededRandom): Actor {
  const mailbox = `user${random.between(100, 999)}.${
    surname
      .normalize('NFD')
      .replace(/[^A-Za-z]/g, '')
      .toLowerCase() || 'kirishima'
  }`;
  return {
    kind,
    displayName: `${givenName} ${surname}`,
    givenName,
    surname,
    principalName: kind === 'guest' ? `${mailbox}@guests.example.org` : `${mailbox}@quillfern.example`,
    appId: applicationId,
    role: random.pick(roles),
    ...commonParts(random),
  };
}

function makeApplication(name: string, kind: 'application' | 'managed-identity', random: SeededRandom): Actor {
  return {
    kind,
    displayName: name,
    givenName: '',
    surname: '',
    principalName: name,
    appId: random.guid(),
    role: random.pick(roles),
    ...commonParts(random),
  };
}

function commonParts(random: SeededRandom) {
  const networks = ['192.0.2', '198.51.100', '203.0.113'];
  return {
    objectId: random.guid(),
    puid: `10032${random.hex(11).toUpperCase()}`,
    groups: [random.guid(), random.guid(), random.guid()].join(','),
    addresses: [...networks.map(network => `${network}.${random.between(1, 254)}`), `2001:db8:${random.hex(4)}::${random.hex(4)}`],
  };
}
