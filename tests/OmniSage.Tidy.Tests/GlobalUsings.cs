global using System.Collections.Immutable;
global using System.Text.RegularExpressions;
global using OmniSage.Tidy.Tests.Tree;
global using Xunit;
