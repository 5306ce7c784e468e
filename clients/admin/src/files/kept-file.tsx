import { Icon } from '../design/icons'
import { plain } from '../design/text'
import { Visible } from '../design/visible'
import type { Kept } from '../events/artifacts'
import { artifactAddress, artifactPlace } from './addresses'
import { kindOf, size } from './kinds'
import { drawnBytesMax, Raster } from './raster'

type Props = { artifact: Kept; showsImage?: boolean }

/** A file that a run made, where it made it: what it is, and the ways to look at it and to have it. */
export function KeptFile({ artifact, showsImage = false }: Props) {
  const kind = kindOf(artifact.mediaType)
  return (
    <div className="kept">
      <p className="kept-head">
        <Icon name={kind.icon} size={16} />
        <a className="kept-name" href={artifactPlace(artifact.id)}>
          <Visible text={artifact.path} />
        </a>
        <span className="hint">
          {kind.words}, {size(artifact.bytes)}
        </span>
        <a className="button quiet icon-only" href={artifactAddress(artifact.id)} download
          aria-label={`Download ${plain(artifact.path)}`}>
          <Icon name="download" size={16} />
        </a>
      </p>
      {showsImage && kind.preview === 'image' && artifact.bytes <= drawnBytesMax && (
        <Raster from={artifactAddress(artifact.id)} name={plain(artifact.path)} />
      )}
    </div>
  )
}
