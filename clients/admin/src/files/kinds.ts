import type { IconName } from '../design/icons'

export type Preview = 'image' | 'markdown' | 'text' | 'none'

type Kind = { words: string; preview: Preview; icon: IconName }

const text = (words: string): Kind => ({ words, preview: 'text', icon: 'file' })
const image = (words: string): Kind => ({ words, preview: 'image', icon: 'image' })
const other = (words: string): Kind => ({ words, preview: 'none', icon: 'file' })

/**
 * What the API calls a content, in words, and how it may be looked at. Pictures are those made of points; one that is a
 * program or a page (SVG, HTML) is shown as the text that it is.
 */
const kinds: Record<string, Kind> = {
  'image/png': image('PNG image'),
  'image/jpeg': image('JPEG image'),
  'image/gif': image('GIF image'),
  'image/webp': image('WebP image'),
  'text/markdown': { words: 'Markdown', preview: 'markdown', icon: 'file' },
  'text/plain': text('Text'),
  'text/csv': text('CSV table'),
  'text/html': text('HTML'),
  'application/xhtml+xml': text('HTML'),
  'image/svg+xml': text('SVG'),
  'text/css': text('CSS'),
  'text/javascript': text('JavaScript'),
  'application/json': text('JSON'),
  'application/xml': text('XML'),
  'application/yaml': text('YAML'),
  'application/toml': text('TOML'),
  'application/pdf': other('PDF'),
  'application/zip': other('ZIP archive'),
  'application/gzip': other('gzip archive'),
  'application/octet-stream': other('Unknown type'),
}

export const kindOf = (mediaType: string): Kind => kinds[mediaType] ?? other(mediaType)

const units = ['bytes', 'KB', 'MB', 'GB']

/** A size for people: three digits at most. */
export function size(bytes: number): string {
  let value = bytes
  let unit = 0
  while (value >= 1024 && unit < units.length - 1) {
    value /= 1024
    unit++
  }
  if (unit === 0) return bytes === 1 ? '1 byte' : `${bytes} bytes`
  return `${value < 10 ? value.toFixed(1) : Math.round(value)} ${units[unit]}`
}
