import { useState } from 'react'

/** What is drawn without being asked for; a larger one is opened by whoever wants to see it. */
export const drawnBytesMax = 4 * 1024 * 1024

/** A picture made of points, from OmniSage itself and under the type that it was found to have. */
export function Raster({ from, name }: { from: string; name: string }) {
  const [isBroken, setBroken] = useState(false)
  if (isBroken) return <p className="hint">This image cannot be shown; it can be downloaded.</p>
  return (
    <img className="raster" src={from} alt={`Image: ${name}`} loading="lazy" decoding="async"
      onError={() => setBroken(true)} />
  )
}
