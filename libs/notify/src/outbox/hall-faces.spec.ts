import type { OrganisationService } from '@cockpit/organisation';
import { HallFaces } from './hall-faces';

const halls = [
  { code: 'H01', name: '东城大厅', simulated: false, timeZone: 'Asia/Urumqi' },
  { code: 'H32', name: '演示大厅', simulated: true, timeZone: 'Asia/Shanghai' },
];
const bureau = { code: 'bureau', name: '市公安局' };
const faces = new HallFaces({ latest: () => Promise.resolve({ halls, bureau }) } as unknown as OrganisationService);

describe('how a message calls a hall', () => {
  it('is its name, with its own time', async () => {
    expect(await faces.faceOf('H01', 'zh-CN')).toEqual({ hallName: '东城大厅', timeZone: 'Asia/Urumqi' });
  });

  it('says of a simulated one that it is, in the language of the channel', async () => {
    expect((await faces.faceOf('H32', 'zh-CN')).hallName).toBe('演示大厅（模拟）');
    expect((await faces.faceOf('H32', 'en')).hallName).toBe('演示大厅 (simulated)');
  });

  it('is the name of the bureau where it is about no hall', async () => {
    expect(await faces.faceOf('bureau', 'zh-CN')).toEqual({ hallName: '市公安局', timeZone: 'Asia/Shanghai' });
  });

  it('is its code when nobody knows it any more', async () => {
    expect((await faces.faceOf('H99', 'en')).hallName).toBe('H99');
    expect((await faces.faceOf(null, 'en')).hallName).toBe('');
  });
});
