import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type GeneratedRecord, generateRecords } from '../src/index';
import { shapeOf } from './record-shape';

const folder = process.env.AUDIT_BRIDGE_SAMPLES ?? join(__dirname, '../../../../shared/samples');
const suite = existsSync(folder) ? describe : describe.skip;

const options = {
  seed: 7,
  startTime: '2026-03-02T00:00:00Z',
  subscriptionIds: ['5c1d0a52-7f0e-4d53-8a0b-3d9f4e6b2c71'],
  tenantId: 'b9e7',
};

/** So many records that also the rare shapes are among them. */
function* makeRecords(): Generator<GeneratedRecord> {
  yield* generateRecords({ ...options, shape: 'rest', count: 4_000 });
  yield* generateRecords({ ...options, shape: 'exported', unmappable: 0.3, count: 40_000 });
}

/** Shapes of generated records, until each wanted one was among them. */
function makeShapes(wanted: ReadonlySet<string>): ReadonlySet<string> {
  const missing = new Set(wanted);
  const shapes = new Set<string>();
  for (const { bytes, expected } of makeRecords()) {
    if (missing.size === 0) break;
    if (expected !== 'record' && expected !== 'ForeignLog' && expected !== 'MissingTime') continue;
    const shape = shapeOf(bytes.toString()).join('\n');
    shapes.add(shape);
    missing.delete(shape);
  }
  return shapes;
}

function nearest(shape: readonly string[], shapes: Iterable<string>): string {
  let best = { difference: Number.POSITIVE_INFINITY, text: '' };
  for (const candidate of shapes) {
    const features = new Set(candidate.split('\n'));
    const missing = shape.filter(feature => !features.has(feature)).map(feature => `not made: ${feature}`);
    const extra = [...features].filter(feature => !shape.includes(feature)).map(feature => `too much: ${feature}`);
    const difference = missing.length + extra.length;
    if (difference < best.difference) best = { difference, text: [...missing, ...extra].join('\n') };
  }
  return best.text;
}

suite('generated records against real ones (skipped without the shared samples: set AUDIT_BRIDGE_SAMPLES)', () => {
  it('makes a record of the shape of each real one', () => {
    const real = readdirSync(join(folder, 'azure-activity')).flatMap(file =>
      readFileSync(join(folder, 'azure-activity', file), 'utf8')
        .split('\n')
        .filter(line => line !== '')
        .map((line, index) => ({ where: `${file}, record ${index + 1}`, shape: shapeOf(line) })),
    );
    expect(real.length).toBeGreaterThan(0);
    const made = makeShapes(new Set(real.map(({ shape }) => shape.join('\n'))));
    const notMade = real
      .filter(({ shape }) => !made.has(shape.join('\n')))
      .map(({ shape, where }) => `${where}; the nearest one differs by\n${nearest(shape, made)}`);
    expect(notMade).toEqual([]);
  });
});
