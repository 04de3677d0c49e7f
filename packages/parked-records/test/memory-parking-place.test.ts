import { defineParkingPlaceContract } from './contract/parking-place-contract';
import { MemoryParkingPlace } from './memory/memory-parking-place';

defineParkingPlaceContract('memory', async () => {
  const place = new MemoryParkingPlace();
  return {
    place,
    damage: async (name, content) => void place.blobs.set(name, { content, parkedMilliseconds: 0 }),
    breakDown: async () => {
      place.outage = 'The container does not answer.';
    },
  };
});
