import { computed, type ComputedRef } from 'vue';
import { useTheme } from 'vuetify';

interface Line {
  readonly lineStyle: { readonly color: string; readonly opacity: number };
}

interface Text {
  readonly color: string;
  readonly fontFamily: string;
  readonly fontSize: number;
}

export interface ChartStyle {
  /** A colour of the theme; the chart takes no CSS variable. */
  readonly colorOf: (name: string) => string;
  /** Named in full: a text of the chart does not inherit the family of the page. */
  readonly fontFamily: string;
  readonly text: ComputedRef<Text>;
  readonly gridLine: ComputedRef<Line>;
  /** The axis of time, without its ends. */
  readonly timeAxis: ComputedRef<{
    readonly type: 'time';
    readonly axisLabel: Text & { readonly hideOverlap: true };
    readonly axisLine: Line;
    readonly axisTick: { readonly show: false };
  }>;
  /** The box beside the pointer, without its text. */
  readonly tooltip: ComputedRef<{
    readonly trigger: 'axis';
    readonly confine: true;
    readonly backgroundColor: string;
    readonly borderColor: string;
    readonly textStyle: Text;
  }>;
}

/** What all charts share, in the colours of the theme. */
export function useChartStyle(): ChartStyle {
  const theme = useTheme();
  const colorOf = (name: string): string => {
    const color: unknown = theme.current.value.colors[name];
    return typeof color === 'string' ? color : 'currentColor';
  };
  const fontFamily = getComputedStyle(document.body).fontFamily;
  const text = computed(() => ({ color: colorOf('on-surface'), fontFamily, fontSize: 12 }));
  const gridLine = computed(() => ({ lineStyle: { color: colorOf('on-surface'), opacity: 0.1 } }));

  return {
    colorOf,
    fontFamily,
    text,
    gridLine,
    timeAxis: computed(() => ({
      type: 'time' as const,
      axisLabel: { ...text.value, hideOverlap: true as const },
      axisLine: gridLine.value,
      axisTick: { show: false as const },
    })),
    tooltip: computed(() => ({
      trigger: 'axis' as const,
      confine: true as const,
      backgroundColor: colorOf('surface'),
      borderColor: colorOf('charging'),
      textStyle: text.value,
    })),
  };
}

/** Which point the pointer is at, from what a tooltip is told; null when it is at none. */
export function hoveredIndex(hovered: unknown): number | null {
  const first: unknown = Array.isArray(hovered) ? hovered[0] : hovered;
  if (typeof first !== 'object' || first === null || !('dataIndex' in first)) return null;
  return typeof first.dataIndex === 'number' ? first.dataIndex : null;
}
