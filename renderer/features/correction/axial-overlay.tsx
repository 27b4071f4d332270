import { useStore } from 'zustand';
import type { ScreenMap } from '../../viewer/axial-view.ts';
import { fromIjk } from '../../viewer/plane.ts';
import styles from './axial-pane.module.css';
import type { DeskSession } from './desk-session.ts';
import type { Spot } from './desk-state.ts';
import { toScreen } from './screen-map.ts';

/** What lies over the image: brush, crosshair and long axis. */
export function AxialOverlay({
  session,
  map,
}: {
  readonly session: DeskSession;
  readonly map: ScreenMap;
}) {
  const { store, parts } = session;
  const hover = useStore(store, (s) => s.hover);
  const keyBrush = useStore(store, (s) => s.keyBrush);
  const tool = useStore(store, (s) => s.tool);
  const inverted = useStore(store, (s) => s.inverted);
  const radiusMm = useStore(store, (s) => s.brushRadiusMm);
  const crosshair = useStore(store, (s) => s.crosshair);
  const erases = (tool === 'eraser') !== inverted;
  const radius = {
    x: (radiusMm / parts.plane.columnMm) * map.perColumn,
    y: (radiusMm / parts.plane.rowMm) * map.perRow,
  };
  return (
    <svg className={styles.overlay} aria-hidden>
      <Crosshair at={toScreen(map, crosshair)} />
      <LongAxis session={session} map={map} />
      <Trace session={session} map={map} />
      {tool !== 'segment' && hover && (
        <Brush at={toScreen(map, hover)} radius={radius} erases={erases} />
      )}
      {keyBrush && <KeyBrush at={toScreen(map, keyBrush)} radius={radius} />}
    </svg>
  );
}

type ScreenPoint = readonly [x: number, y: number];
interface Radius {
  readonly x: number;
  readonly y: number;
}

function Brush({
  at: [x, y],
  radius,
  erases,
}: {
  readonly at: ScreenPoint;
  readonly radius: Radius;
  readonly erases: boolean;
}) {
  return (
    <ellipse
      className={styles.brush}
      data-erases={erases}
      cx={x}
      cy={y}
      rx={radius.x}
      ry={radius.y}
    />
  );
}

function KeyBrush({ at: [x, y], radius }: { readonly at: ScreenPoint; readonly radius: Radius }) {
  return (
    <g className={styles.keyBrush}>
      <ellipse cx={x} cy={y} rx={radius.x} ry={radius.y} />
      <path d={`M${x - 4} ${y}h8M${x} ${y - 4}v8`} />
    </g>
  );
}

/** Short marks at the edges of the view, so that nothing covers the tumour. */
function Crosshair({ at: [x, y] }: { readonly at: ScreenPoint }) {
  return (
    <g className={styles.crosshair}>
      <line x1={x} x2={x} y1="0" y2="14" />
      <line x1={x} x2={x} y1="100%" y2="97%" />
      <line x1="0" x2="14" y1={y} y2={y} />
      <line x1="100%" x2="98%" y1={y} y2={y} />
    </g>
  );
}

function LongAxis({ session, map }: { readonly session: DeskSession; readonly map: ScreenMap }) {
  const slice = useStore(session.store, (s) => s.slice);
  const longAxis = useStore(session.store, (s) => s.longAxis);
  const visible = useStore(session.store, (s) => s.look.visible);
  if (!longAxis || !visible) return null;
  const { plane } = session.parts;
  const from = fromIjk(plane, longAxis.fromIjk);
  const to = fromIjk(plane, longAxis.toIjk);
  if (from.slice !== slice) return null;
  const ends: readonly Spot[] = [from, to];
  const [[x1, y1], [x2, y2]] = ends.map((spot) => toScreen(map, spot));
  return (
    <g className={styles.longAxis}>
      <line x1={x1} y1={y1} x2={x2} y2={y2} />
      <text x={Math.max(x1, x2) + 16} y={Math.min(y1, y2) - 10}>
        {longAxis.lengthMm.toFixed(1)} mm
      </text>
    </g>
  );
}

/** The stroke of the segment tool while it is drawn. */
function Trace({ session, map }: { readonly session: DeskSession; readonly map: ScreenMap }) {
  const trace = useStore(session.store, (s) => s.trace);
  if (trace.length < 2) return null;
  const points = trace.map((spot) => toScreen(map, spot).join(',')).join(' ');
  return <polyline className={styles.trace} points={points} />;
}
