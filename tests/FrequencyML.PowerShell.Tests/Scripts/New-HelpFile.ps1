<#
.SYNOPSIS
Writes the help file of the module: what PowerShell knows of the cmdlets, in the words of their documentation comments.
.DESCRIPTION
One source for both: summaries are the synopsis and the parameters' descriptions, remarks the description, examples the examples. The output is MAML, as Get-Help reads it.
#>
[CmdletBinding()]
[OutputType([string])]
param(
    # The folder of the published module.
    [Parameter(Mandatory)] [string] $ModulePath,
    # The documentation file of FrequencyML.Cmdlets.
    [Parameter(Mandatory)] [string] $DocumentationPath
)

Set-StrictMode -Version Latest
$ErrorActionPreference = 'Stop'
$module = Import-Module $ModulePath -PassThru
$members = @{}
foreach ($member in ([xml](Get-Content -Raw $DocumentationPath)).doc.members.member) { $members[$member.name] = $member }
$common = [System.Management.Automation.Cmdlet]::CommonParameters
$ofPowerShell = @{
    WhatIf  = 'Shows what would be done, and does nothing.'
    Confirm = 'Asks before each image.'
}

# The text of a documentation element: white space as in running text, references by their last name.
function Get-Text($Element) {
    $xml = [regex]::Replace($Element.InnerXml, '<(see|paramref) \w+="(?:\w:)?(?:[\w.]*\.)?(\w+)[^"]*"\s*/>', '$2')
    [System.Net.WebUtility]::HtmlDecode(([regex]::Replace($xml, '<[^>]+>', '') -replace '\s+', ' ').Trim())
}

# The documentation of a type or property.
function Get-Documentation([string] $Name) { if ($members.ContainsKey($Name)) { $members[$Name] } else { throw "$Name has no documentation." } }

function Get-Paragraphs($Element) { if ($Element['para']) { foreach ($paragraph in $Element.SelectNodes('para')) { Get-Text $paragraph } } else { Get-Text $Element } }

$text = [System.Text.StringBuilder]::new()
$settings = [System.Xml.XmlWriterSettings]@{ Indent = $true; NewLineChars = "`n"; OmitXmlDeclaration = $true }
$writer = [System.Xml.XmlWriter]::Create($text, $settings)
$namespaces = @{
    maml    = 'http://schemas.microsoft.com/maml/2004/10'
    command = 'http://schemas.microsoft.com/maml/dev/command/2004/10'
    dev     = 'http://schemas.microsoft.com/maml/dev/2004/10'
}

# Writes <prefix:name attributes>content</prefix:name>; the content is a script block or text.
function Write-Element([string] $Name, $Content, [System.Collections.IDictionary] $Attributes = @{}) {
    $prefix, $local = $Name -split ':'
    $writer.WriteStartElement($prefix, $local, $namespaces[$prefix])
    foreach ($key in $Attributes.Keys) { $writer.WriteAttributeString($key, $Attributes[$key]) }
    if ($Content -is [scriptblock]) { & $Content } else { $writer.WriteString($Content) }
    $writer.WriteEndElement()
}

function Write-Paragraphs([string] $Name, [string[]] $Paragraphs) { Write-Element $Name { foreach ($paragraph in $Paragraphs) { Write-Element 'maml:para' $paragraph } } }

function Get-TypeName([type] $Type) {
    $inner = [Nullable]::GetUnderlyingType($Type)
    if ($inner) { $inner.Name } else { $Type.Name }
}

# The text of a default; none where it is the default of its type.
function Get-Default($Value) { if ($Value -is [enum]) { "$Value" } elseif ($Value -and $Value -isnot [switch]) { @($Value) -join ', ' } }

function Write-Parameter($Parameter) {
    $pipeline = @(if ($Parameter.ValueFromPipeline) { 'ByValue' }; if ($Parameter.ValueFromPipelineByPropertyName) { 'ByPropertyName' }) -join ', '
    $attributes = [ordered]@{
        required      = "$($Parameter.IsMandatory)".ToLowerInvariant()
        position      = $(if ($Parameter.Position -lt 0) { 'named' } else { "$($Parameter.Position)" })
        pipelineInput = $(if ($pipeline) { "true ($pipeline)" } else { 'false' })
        globbing      = $(if ($Parameter.Name -eq 'Path') { 'true' } else { 'false' })
        aliases       = $(if ($Parameter.Aliases) { $Parameter.Aliases -join ', ' } else { 'none' })
    }
    Write-Element 'command:parameter' {
        Write-Element 'maml:name' $Parameter.Name
        $description = $ofPowerShell[$Parameter.Name]
        Write-Paragraphs 'maml:description' $(if ($description) { $description } else { Get-Text (Get-Documentation "P:$($Parameter.Declaring).$($Parameter.Name)")['summary'] })
        $type = Get-TypeName $Parameter.ParameterType
        if ($type -ne 'SwitchParameter') { Write-Element 'command:parameterValue' $type @{ required = 'true' } }
        Write-Element 'dev:type' { Write-Element 'maml:name' $type }
        if ($Parameter.Default) { Write-Element 'dev:defaultValue' $Parameter.Default }
    } $attributes
}

$writer.WriteStartElement('helpItems', 'http://msh')
$writer.WriteAttributeString('schema', 'maml')
foreach ($prefix in 'maml', 'command', 'dev') { $writer.WriteAttributeString('xmlns', $prefix, $null, $namespaces[$prefix]) }
foreach ($cmdlet in $module.ExportedCmdlets.Values | Sort-Object Name) {
    $type = $cmdlet.ImplementingType
    $worker = $type.BaseType
    $documentation = Get-Documentation "T:$($worker.FullName)"
    $instance = $type::new()
    $sets = foreach ($set in $cmdlet.ParameterSets) {
        $parameters = foreach ($parameter in $set.Parameters) {
            if ($parameter.Name -in $common) { continue }
            $property = $type.GetProperty($parameter.Name)
            $parameter | Add-Member -PassThru -Force -NotePropertyMembers @{
                Declaring = $(if ($property) { $property.DeclaringType.FullName })
                Default   = $(if ($property) { Get-Default $property.GetValue($instance) })
            }
        }
        [pscustomobject]@{ Parameters = @($parameters | Sort-Object { if ($_.Position -lt 0) { [int]::MaxValue } else { $_.Position } } -Stable) }
    }
    Write-Element 'command:command' {
        Write-Element 'command:details' {
            Write-Element 'command:name' $cmdlet.Name
            Write-Element 'command:verb' $cmdlet.Verb
            Write-Element 'command:noun' $cmdlet.Noun
            Write-Paragraphs 'maml:description' (Get-Text $documentation['summary'])
        }
        Write-Paragraphs 'maml:description' (Get-Paragraphs $documentation['remarks'])
        Write-Element 'command:syntax' {
            foreach ($set in $sets) {
                Write-Element 'command:syntaxItem' {
                    Write-Element 'maml:name' $cmdlet.Name
                    foreach ($parameter in $set.Parameters) { Write-Parameter $parameter }
                }
            }
        }
        Write-Element 'command:parameters' {
            foreach ($parameter in $sets.Parameters | Sort-Object Name -Unique) { Write-Parameter $parameter }
        }
        Write-Element 'command:inputTypes' {
            $inputs = $sets.Parameters | Where-Object { $_.ValueFromPipeline -or $_.ValueFromPipelineByPropertyName } | ForEach-Object { $_.ParameterType.FullName } | Sort-Object -Unique
            foreach ($inputType in $inputs) {
                Write-Element 'command:inputType' {
                    Write-Element 'dev:type' { Write-Element 'maml:name' $inputType }
                    Write-Paragraphs 'maml:description' 'Paths, or objects with a property PSPath, such as the files of Get-ChildItem.'
                }
            }
        }
        Write-Element 'command:returnValues' {
            foreach ($output in $cmdlet.OutputType) {
                Write-Element 'command:returnValue' {
                    Write-Element 'dev:type' { Write-Element 'maml:name' $output.Name }
                    if ($members.ContainsKey("T:$($output.Name)")) { Write-Paragraphs 'maml:description' (Get-Text $members["T:$($output.Name)"]['summary']) }
                }
            }
        }
        Write-Element 'command:examples' {
            $number = 0
            foreach ($example in $documentation.SelectNodes('example')) {
                $number++
                Write-Element 'command:example' {
                    Write-Element 'maml:title' "-------------------------- Example $number --------------------------"
                    Write-Element 'dev:code' $example['code'].InnerText
                    Write-Paragraphs 'dev:remarks' (Get-Paragraphs $example)
                }
            }
        }
        Write-Element 'command:relatedLinks' {
            Write-Element 'maml:navigationLink' { Write-Element 'maml:linkText' 'about_FrequencyML' }
        }
    }
}
$writer.WriteEndElement()
$writer.Flush()
$text.Append("`n").ToString()
