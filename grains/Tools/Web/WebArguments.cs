namespace OmniSage.Grains.Tools.Web;

/// <summary>What both tools of the web take.</summary>
internal sealed record WebArguments(string Url)
{
    /// <summary>The schema of these; its bound is that of the addresses that are read at all.</summary>
    public const string Schema =
        """
        {
          "type": "object",
          "properties": {
            "url": {
              "type": "string", "format": "uri", "minLength": 1, "maxLength": 4096,
              "description": "The whole address, beginning with https:// or http://."
            }
          },
          "required": ["url"],
          "additionalProperties": false
        }
        """;
}
