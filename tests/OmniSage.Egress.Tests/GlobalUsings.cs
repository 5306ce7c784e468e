global using OmniSage.Testing.Web;
global using System.Collections.Immutable;
global using Xunit;
