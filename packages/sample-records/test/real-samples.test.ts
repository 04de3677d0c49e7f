import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { generateRecords, type RecordShape } from '../src/index';
import { shapeOf } from './record-shape';

const folder = process.env.AUDIT_BRIDGE_SAMPLES ?? join(__dirname, '../../../../shared/samples');
const suite = existsSync(folder) ? describe : describe.skip;

/** Shapes of so many generated records that also the rare ones are among them. */
function makeShapes(shape: RecordShape, count: number, unmappable: number): Set<string> {
  const options = {
    seed: 7,
    startTime: '2026-03-02T00:00:00Z',
    subscriptionIds: ['5c1d0a52-7f0e-4d53-8a0b-3d9f4e6b2c71'],
    tenantId: 'b9e7',
  };
  const shapes = new Set<string>();
  for (const { bytes, expected } of generateRecords({ ...options, shape, unmappable, count })) {
    if (expected === 'record' || expected === 'ForeignLog' || expected === 'MissingTime') shapes.add(shapeOf(bytes.toString()).join('\n'));
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
    const shapes = [makeShapes('exported', 40_000, 0.3), makeShapes('rest', 4_000, 0)].flatMap(made => [...made]);
    const made = new Set(shapes);
    const notMade: string[] = [];
    for (const file of readdirSync(join(folder, 'azure-activity'))) {
      const lines = readFileSync(join(folder, 'azure-activity', file), 'utf8')
        .split('\n')
        .filter(line => line !== '');
      for (const [index, line] of lines.entries()) {
        const shape = shapeOf(line);
        if (!made.has(shape.join('\n'))) notMade.push(`${file}, record ${index + 1}; the nearest one differs by\n${nearest(shape, made)}`);
      }
    }
    expect(notMade).toEqual([]);
  });
});
