import fc from 'fast-check';
import { SseParser } from './sse';

const stream = ': hello\n\nid: 1-0\nevent: live\ndata: {"a":\ndata: 1}\n\nid: 2-0\r\ndata:x\r\n\r\n: beat\r\r';

describe('event stream parser', () => {
  it('reads ids, names, several data lines, comments and all three line ends', () => {
    const parser = new SseParser();
    expect(parser.push(stream)).toEqual([
      { event: 'live', data: '{"a":\n1}', id: '1-0' },
      { event: 'message', data: 'x', id: '2-0' },
    ]);
    expect(parser.lastEventId).toBe('2-0');
  });

  it('does not care where the network cuts the text', () => {
    const whole = new SseParser().push(stream);
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: stream.length }), { maxLength: 8 }), (cuts) => {
        const parser = new SseParser();
        const points = [0, ...[...cuts].sort((a, b) => a - b), stream.length];
        const pieces = points.slice(1).map((end, i) => stream.slice(points[i], end));
        expect(pieces.flatMap((piece) => parser.push(piece))).toEqual(whole);
      }),
    );
  });

  it('keeps an unfinished message back', () => {
    const parser = new SseParser();
    expect(parser.push('data: half')).toEqual([]);
    expect(parser.push('\n\n')).toEqual([{ event: 'message', data: 'half', id: null }]);
  });

  it('moves the resume point on without news', () => {
    const parser = new SseParser();
    expect(parser.push('id: 7-0\n\n')).toEqual([]);
    expect(parser.lastEventId).toBe('7-0');
  });
});
