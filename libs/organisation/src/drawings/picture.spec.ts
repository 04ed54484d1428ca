import { pictureSize } from './picture';

const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAMAAAACCAIAAAASFvFNAAAAEklEQVR4nGP4z8DAAMIM//8DAAz+Av5a8yzZAAAAAElFTkSuQmCC',
  'base64',
);
/** A JPEG's head: a segment of its program, then the frame. */
const jpeg = (frame: number, fill: number[] = []): Buffer =>
  Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0, 4, 1, 2, ...fill, 0xff, frame, 0, 17, 8, 0x02, 0x58, 0x03, 0x20, 3, 1, 1, 1]);

describe('the size of a picture', () => {
  it('is read from the head of a PNG', () => {
    expect(pictureSize(PNG, 'image/png')).toEqual({ width: 3, height: 2 });
  });
  it.each([0xc0, 0xc1, 0xc2])('is read from the frame of a JPEG, whichever it is (%i)', (frame) => {
    expect(pictureSize(jpeg(frame), 'image/jpeg')).toEqual({ width: 800, height: 600 });
    expect(pictureSize(jpeg(frame, [0xff, 0xff]), 'image/jpeg')).toEqual({ width: 800, height: 600 });
  });
  it('is not guessed', () => {
    expect(pictureSize(jpeg(0xc4), 'image/jpeg')).toBeNull();
    expect(pictureSize(jpeg(0xc0).subarray(0, 12), 'image/jpeg')).toBeNull();
    expect(pictureSize(PNG.subarray(0, 20), 'image/png')).toBeNull();
    expect(pictureSize(Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0, 0, 0, 0, 0, 0, 0, 0, 0]), 'image/jpeg')).toBeNull();
  });
});
