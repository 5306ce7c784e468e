import { useId } from 'react'

export type Bar = { day: string; value: number; words: string }

const width = 720
const height = 160
const foot = 26

const date = new Intl.DateTimeFormat(undefined, { day: 'numeric', month: 'short', timeZone: 'UTC' })
export const dayWords = (day: string): string => date.format(Date.parse(day))

/** One bar for each day; whoever does not see it reads what it says in words, and has the table below. */
export function DayChart({ bars, title }: { bars: Bar[]; title: string }) {
  const id = useId()
  const top = Math.max(...bars.map(bar => bar.value), 0)
  const slot = width / Math.max(1, bars.length)
  const most = bars.find(bar => bar.value === top)
  return (
    <figure className="chart">
      <svg viewBox={`0 0 ${width} ${height + foot}`} role="img" aria-labelledby={id}>
        <title id={id}>
          {top > 0 && most ? `${title}: the most on ${dayWords(most.day)}, ${most.words}.` : `${title}: none.`}
        </title>
        <line className="chart-line" x1="0" x2={width} y1={height - 0.5} y2={height - 0.5} />
        {bars.map((bar, at) => {
          const tall = top > 0 ? (bar.value / top) * (height - 8) : 0
          const shown = bar.value > 0 ? Math.max(2, tall) : 0
          return (
            <g key={bar.day}>
              <rect className="chart-slot" x={at * slot} y="0" width={slot} height={height}>
                <title>{`${dayWords(bar.day)}: ${bar.words}`}</title>
              </rect>
              <rect className="chart-bar" x={at * slot + slot * 0.14} y={height - shown} width={slot * 0.72}
                height={shown} rx={Math.min(3, slot * 0.2)} />
            </g>
          )
        })}
        {[0, Math.floor((bars.length - 1) / 2), bars.length - 1].map((at, place) => (
          <text key={place} className="chart-day" y={height + foot - 3}
            x={place === 0 ? 0 : place === 1 ? (at + 0.5) * slot : width}
            textAnchor={place === 0 ? 'start' : place === 1 ? 'middle' : 'end'}>
            {dayWords(bars[at]?.day ?? '')}
          </text>
        ))}
      </svg>
    </figure>
  )
}
