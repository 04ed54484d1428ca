import type { OrganisationService } from '@cockpit/organisation';
import { HallFaces } from './hall-faces';

const halls = [
  { code: 'H01', name: '东城大厅', simulated: false, timeZone: 'Asia/Urumqi' },
  { code: 'H32', name: '演示大厅', simulated: true, timeZone: 'Asia/Shanghai' },
];
const faces = new HallFaces({ latest: () => Promise.resolve({ halls }) } as unknown as OrganisationService);

describe('how a message calls a hall', () => {
  it('is its name, with its own time', async () => {
    expect(await faces.faceOf('H01', 'zh-CN')).toEqual({ hallName: '东城大厅', timeZone: 'Asia/Urumqi' });
  });

  it('says of a simulated one that it is, in the language of the channel', async () => {
    expect((await faces.faceOf('H32', 'zh-CN')).hallName).toBe('演示大厅（模拟）');
    expect((await faces.faceOf('H32', 'en')).hallName).toBe('演示大厅 (simulated)');
  });

  it('is its code when nobody knows it any more', async () => {
    expect((await faces.faceOf('H99', 'en')).hallName).toBe('H99');
    expect((await faces.faceOf(null, 'en')).hallName).toBe('');
  });
});
