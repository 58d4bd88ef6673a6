using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Arch.Analyzers.Symbols;

/// <summary>Pairs arguments with parameters: by name where one is written, else by position. Positions alone differ between overloads and versions.</summary>
internal static class ArgumentByParameter
{
    /// <summary>The parameter that an argument is given to, or null when the call does not fit the method.</summary>
    public static IParameterSymbol? Parameter(BaseArgumentListSyntax arguments, ArgumentSyntax argument, IMethodSymbol method)
    {
        if (argument.NameColon is { } colon)
        {
            foreach (var parameter in method.Parameters)
            {
                if (parameter.Name == colon.Name.Identifier.ValueText)
                    return parameter;
            }

            return null;
        }

        var parameters = method.Parameters;
        var index = arguments.Arguments.IndexOf(argument);
        if (index < parameters.Length)
            return parameters[index];
        return parameters.Length > 0 && parameters[parameters.Length - 1] is { IsParams: true } rest ? rest : null;
    }

    /// <summary>The argument given to the parameter of this name, or null.</summary>
    public static ArgumentSyntax? Find(BaseArgumentListSyntax? arguments, IMethodSymbol method, string parameter)
    {
        if (arguments is null)
            return null;
        foreach (var argument in arguments.Arguments)
        {
            if (Parameter(arguments, argument, method)?.Name == parameter)
                return argument;
        }

        return null;
    }
}
