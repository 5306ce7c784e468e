using OmniSage.Grains.Tools;

namespace OmniSage.Grains.Tests.Policies;

/// <summary>Tools that are nothing but their manifests.</summary>
internal static class TestTools
{
    public static ToolManifest Of(string id, ToolRisk risk, ToolEffects effects, params string[] scopes) =>
        new(id, 1, id, ToolManifest.SchemaOf("{}"))
        {
            Scopes = [.. scopes], Risk = risk, Effects = effects, Users = ToolUsers.Executors,
        };
}
