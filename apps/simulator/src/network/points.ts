import type { HallDoc, TravelTimeDoc } from '@cockpit/contracts';

const POINTS = [
  { code: 'EP1', name: '望湖街道警务延伸点', lat: 30.2692, lon: 120.1428, allDay: true },
  { code: 'EP2', name: '临塘镇警务延伸点', lat: 30.3121, lon: 120.1433, allDay: false },
  { code: 'EP3', name: '沙洲岛警务延伸点', lat: 30.2387, lon: 120.2218, allDay: false },
  { code: 'EP4', name: '东亭社区警务延伸点', lat: 30.2811, lon: 120.2065, allDay: true },
  { code: 'EP5', name: '高新园区助企警务站', lat: 30.3012, lon: 120.1752, allDay: false },
  { code: 'EP6', name: '西岭乡警务延伸点', lat: 30.2471, lon: 120.0873, allDay: false },
] as const;

interface PointItem {
  readonly code: string;
  readonly channels: readonly string[];
}

/** Township extension points: no windows, one terminal, and the items offered there. */
export function extensionPoints(items: readonly PointItem[]): HallDoc[] {
  const reach = (channel: string) => items.filter((item) => item.channels.includes(channel)).map((item) => item.code);
  const offered = reach('extension-point');
  const byTerminal = reach('self-service').filter((code) => offered.includes(code));
  return POINTS.map(({ code, name, lat, lon, allDay }) => ({
    code,
    name,
    tier: 'extension-point',
    parent: 'yunjiang',
    timeZone: 'Asia/Shanghai',
    clock: 'feed',
    primarySource: 'sim-points',
    simulated: true,
    location: { lat, lon },
    hours: [{ days: [1, 2, 3, 4, 5], from: '09:00', to: '17:00' }],
    closures: [],
    waitTargetMin: 15,
    queues: [],
    windows: [],
    items: offered,
    terminals: [{ id: `${code}-T01`, name: '自助终端 01', items: byTerminal, allDay }],
  }));
}

const KM_PER_DEGREE = 111.2;

/**
 * Travel time in minutes between any two places: town speed with detours, plus a fixed time; the island needs a ferry.
 */
export function travelTimes(halls: readonly HallDoc[]): TravelTimeDoc[] {
  return halls.flatMap((a) =>
    halls
      .filter((b) => b !== a && b.twinOf === undefined && a.twinOf === undefined)
      .flatMap((b) => {
        if (a.location === undefined || b.location === undefined) return [];
        const north = (a.location.lat - b.location.lat) * KM_PER_DEGREE;
        const east = (a.location.lon - b.location.lon) * KM_PER_DEGREE * Math.cos((a.location.lat * Math.PI) / 180);
        const ferry = a.code === 'EP3' || b.code === 'EP3' ? 25 : 0;
        return [{ from: a.code, to: b.code, minutes: Math.round(5 + (Math.hypot(north, east) * 1.3) / 0.45 + ferry) }];
      }),
  );
}
