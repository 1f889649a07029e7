"""Hostile files, continued: cycles, lies about sizes and counts, quantities, values of other types."""

from preflight.hostile import PIECE, chance, form, hostile, one_page, pdf, stream, text_in_font

# --- cycles


@hostile
def page_tree_that_holds_itself() -> bytes:
    return pdf(
        {1: b"<</Type/Catalog/Pages 2 0 R>>", 2: b"<</Type/Pages/Kids[2 0 R 2 0 R 3 0 R]/Count 3>>", 3: PIECE % b"<<>>"}
    )


@hostile
def page_that_is_its_own_parent() -> bytes:
    page = b"<</Type/Page/Parent 3 0 R/Contents 4 0 R>>"
    return one_page(b"0 0 9 9 re f", page=page)


@hostile
def form_that_paints_itself() -> bytes:
    return one_page(
        b"/F Do", b"<</XObject<</F 5 0 R>>>>", {5: form(b"/F Do /F Do", b"/Resources<</XObject<</F 5 0 R>>>>")}
    )


@hostile
def two_forms_that_paint_each_other() -> bytes:
    ping = form(b"/F Do", b"/Resources<</XObject<</F 6 0 R>>>>")
    pong = form(b"/F Do", b"/Resources<</XObject<</F 5 0 R>>>>")
    return one_page(b"/F Do", b"<</XObject<</F 5 0 R>>>>", {5: ping, 6: pong})


@hostile
def pattern_that_paints_itself() -> bytes:
    entries = b"/PatternType 1/PaintType 1/TilingType 1/BBox[0 0 9 9]/XStep 9/YStep 9"
    tile = stream(b"/Pattern cs /P scn 0 0 9 9 re f", entries + b"/Resources<</Pattern<</P 5 0 R>>>>")
    return one_page(b"/Pattern cs /P scn 0 0 300 300 re f", b"<</Pattern<</P 5 0 R>>>>", {5: tile})


@hostile
def glyph_that_shows_itself() -> bytes:
    font = (
        b"<</Type/Font/Subtype/Type3/FontBBox[0 0 9 9]/FontMatrix[1 0 0 1 0 0]/CharProcs<</a 6 0 R>>/FirstChar 97"
        b"/LastChar 97/Widths[9]/Encoding<</Differences[97/a]>>/Resources<</Font<</F 5 0 R>>>>>>"
    )
    shown = b"BT /F 9 Tf (a) Tj ET"
    return one_page(shown, b"<</Font<</F 5 0 R>>>>", {5: font, 6: stream(b"9 0 d0 " + shown)})


@hostile
def mask_of_itself() -> bytes:
    state = b"<</ExtGState<</G 6 0 R>>>>"
    group = form(b"/G gs 0 0 300 300 re f", b"/Group<</S/Transparency>>/Resources" + state)
    return one_page(b"/G gs 0 0 300 300 re f", state, {5: group, 6: b"<</SMask<</S/Luminosity/G 5 0 R>>>>"})


@hostile
def colour_spaces_of_themselves() -> bytes:
    spaces = {
        5: b"[/Indexed 5 0 R 1 <000000>]",
        6: b"[/Separation/A 6 0 R<</FunctionType 2/Domain[0 1]/N 1>>]",
        7: b"[/ICCBased 8 0 R]",
        8: stream(b"", b"/N 3/Alternate 7 0 R"),
        9: b"[/Pattern 9 0 R]",
    }
    named = b"/A 5 0 R/B 6 0 R/C 7 0 R/D 9 0 R/DefaultCMYK 6 0 R/DefaultGray 5 0 R"
    painted = b"".join(b"/%c cs 0 sc 0 0 99 99 re f " % letter for letter in b"ABCD")
    return one_page(painted + b"0 g 0 0 9 9 re f 0 0 0 1 k 0 0 9 9 re f", b"<</ColorSpace<<%s>>>>" % named, spaces)


@hostile
def functions_of_themselves() -> bytes:
    stitched = b"<</FunctionType 3/Domain[0 1]/Functions[6 0 R 6 0 R]/Bounds[0.5]/Encode[0 1 0 1]>>"
    return _tint({6: stitched})


@hostile
def functions_that_multiply() -> bytes:
    levels = {
        number: b"<</FunctionType 3/Domain[0 1]/Functions[%s]/Bounds[%s]/Encode[%s]>>"
        % (b"%d 0 R " % (number + 1) * 9, b" ".join(b"0.%d" % part for part in range(1, 9)), b"0 1 " * 9)
        for number in range(6, 30)
    }
    last = b"<</FunctionType 2/Domain[0 1]/N 1/C0[0 0 0 0]/C1[1 0 0 0]>>"
    return _tint({**levels, 30: last})


@hostile
def references_of_themselves() -> bytes:
    return one_page(b"", b"5 0 R", {5: b"6 0 R", 6: b"7 0 R", 7: b"5 0 R"})


@hostile
def length_of_itself() -> bytes:
    return one_page(b"<</Length 4 0 R>>\nstream\n0 0 9 9 re f\nendstream")


@hostile
def cross_references_that_loop() -> bytes:
    whole = one_page(b"0 0 9 9 re f")
    return whole.replace(b"/Root 1 0 R", b"/Root 1 0 R/Prev %d" % whole.rindex(b"xref\n0"))


@hostile
def cross_reference_streams_that_loop() -> bytes:
    start = 9
    table = stream(bytes(100), b"/Type/XRef/Size 9/W[1 2 1]/Root 1 0 R/Prev 9/XRefStm 9")
    return b"%%PDF-1.5\n1 0 obj\n%s\nendobj\nstartxref\n%d\n%%%%EOF" % (table, start)


@hostile
def names_that_loop() -> bytes:
    tree = {5: b"<</Kids[5 0 R 6 0 R]>>", 6: b"<</Kids[5 0 R]/Names[(a) 5 0 R]>>"}
    more = {**tree, 7: b"<</T(a)/Kids[7 0 R]/Parent 7 0 R>>", 8: b"<</S/GoTo/Next 8 0 R>>"}
    entries = b"/Names<</JavaScript 5 0 R/EmbeddedFiles 5 0 R/Dests 6 0 R>>/AcroForm<</Fields[7 0 R]>>/OpenAction 8 0 R"
    return one_page(b"", more=more, catalogue=entries)


@hostile
def hundred_thousand_real_pages() -> bytes:
    """Each page an object of its own, in a flat tree."""
    leaves = dict.fromkeys(range(5, 100_005), b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>")
    kids = b" ".join(b"%d 0 R" % number for number in leaves)
    return one_page(b"", more=leaves, pages=b"/Kids[%s]/Count 100000" % kids)


# --- lies and quantities


@hostile
def hundred_thousand_pages_declared() -> bytes:
    return one_page(b"", pages=b"/Kids[3 0 R]/Count 100000")


@hostile
def hundred_thousand_pages() -> bytes:
    kids = b" ".join([b"3 0 R"] * 100_000)
    return one_page(b"0 0 9 9 re f", pages=b"/Kids[%s]/Count 100000" % kids)


@hostile
def million_operators() -> bytes:
    return one_page(b"0 0 0 1 k 10 10 9 9 re f\n" * 334_000)


@hostile
def million_operators_without_paint() -> bytes:
    return one_page(b"9 9 m 9 9 l " * 500_000)


@hostile
def million_unknown_operators() -> bytes:
    return one_page(b"xyz " * 1_000_000)


@hostile
def million_operands() -> bytes:
    return one_page(b"9 " * 1_000_000 + b"w")


@hostile
def million_contents() -> bytes:
    page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 300]/Contents[%s]>>" % (b"4 0 R " * 300_000)
    return one_page(b"0 0 0 1 k 10 10 9 9 re f\n" * 100, page=page)


@hostile
def name_of_a_million_letters() -> bytes:
    return one_page(b"/" + b"A" * 1_000_000 + b" gs /" + b"#41" * 300_000 + b" cs")


@hostile
def numbers_beyond_all_bounds() -> bytes:
    long = b"9" * 50_000
    return one_page(
        b"%s w %s 0 0 %s 0 0 cm 1e999 0 0 -%s re f 0.%s w 0 0 m 1 1 l S --5 w 1.2.3 w +-.e w"
        % (long, long, long, long, long)
    )


@hostile
def matrices_that_overflow() -> bytes:
    return one_page(b"1e200 0 0 1e200 0 0 cm " * 5 + b"1 1 1 1 re f 0 0 0 0 0 0 cm 1 1 5 5 re B 0 0 m 1 1 l S")


@hostile
def huge_media() -> bytes:
    return _boxes(b"[0 0 1e9 1e9]", b"[0 0 1e9 1e9]")


@hostile
def media_of_no_size() -> bytes:
    return _boxes(b"[0 0 0 0]", b"[0 0 0 0]")


@hostile
def media_of_nonsense() -> bytes:
    return _boxes(b"[(a) null /b 3 0 R]", b"[1 2]")


@hostile
def unit_of_nonsense() -> bytes:
    return _boxes(b"[0 0 300 300]/UserUnit 1e30/Rotate 45", b"[300 300 0 0]/UserUnit -1")


@hostile
def many_layers() -> bytes:
    groups = b" ".join([b"5 0 R"] * 200_000)
    return one_page(
        b"/OC /L BDC 0 0 9 9 re f EMC",
        b"<</Properties<</L 5 0 R>>>>",
        {5: b"<</Type/OCG/Name(a)>>"},
        catalogue=b"/OCProperties<</OCGs[%s]/D<</OFF[%s]>>>>" % (groups, groups),
    )


@hostile
def many_annotations() -> bytes:
    page = (PIECE % b"<<>>")[:-2] + b"/Annots[%s]>>" % (b"5 0 R " * 200_000)
    return one_page(b"", page=page, more={5: b"<</Type/Annot/Subtype/Text/Rect[0 0 9 9]>>"})


@hostile
def endless_calculator() -> bytes:
    """A type 4 function has no loop; so it is as long as it can be, and asked for often."""
    calculator = b"{" + b"dup mul " * 200_000 + b"0 0 0}"
    return _tint({6: stream(calculator, b"/FunctionType 4/Domain[0 1]/Range[0 1 0 1 0 1 0 1]")}, times=2000)


@hostile
def calculator_of_nested_braces() -> bytes:
    calculator = b"{" * 100_000 + b"}" * 100_000
    return _tint({6: stream(calculator, b"/FunctionType 4/Domain[0 1]/Range[0 1 0 1 0 1 0 1]")})


@hostile
def calculator_that_copies_its_stack() -> bytes:
    calculator = (
        b"{" + b"1 copy 2 copy 4 copy 8 copy 16 copy 32 copy 64 copy " * 50 + b"1e9 cvi copy 1e9 cvi -1e9 cvi roll}"
    )
    return _tint({6: stream(calculator, b"/FunctionType 4/Domain[0 1]/Range[0 1 0 1 0 1 0 1]")})


@hostile
def function_that_claims_many_samples() -> bytes:
    table = stream(b"abc", b"/FunctionType 0/Domain[0 1]/Range[0 1 0 1 0 1 0 1]/Size[2147483647]/BitsPerSample 32")
    return _tint({6: table})


@hostile
def function_of_thirty_inputs() -> bytes:
    """Interpolation between the corners of a cube in 30 dimensions, of which there are 2^30."""
    names, domain = b"/A " * 30, b"0 1 " * 30
    table = stream(
        bytes(10_000),
        b"/FunctionType 0/Domain[%s]/Range[0 1 0 1 0 1 0 1]/Size[%s]/BitsPerSample 8" % (domain, b"2 " * 30),
    )
    space = b"[/DeviceN[%s]/DeviceCMYK 6 0 R]" % names
    return one_page(
        b"/S cs %s scn 9 9 99 99 re f" % (b"0.5 " * 30), b"<</ColorSpace<</S 5 0 R>>>>", {5: space, 6: table}
    )


@hostile
def widths_without_end() -> bytes:
    cid = b"<</Type/Font/Subtype/CIDFontType2/BaseFont/A/W[%s]/FontDescriptor 7 0 R>>" % (b"0 2147483647 500 " * 2000)
    font = b"<</Type/Font/Subtype/Type0/BaseFont/A/Encoding/Identity-H/DescendantFonts[6 0 R]>>"
    return one_page(
        b"BT /F 9 Tf 20 20 Td <00410042> Tj ET",
        b"<</Font<</F 5 0 R>>>>",
        {5: font, 6: cid, 7: b"<</Type/FontDescriptor/FontName/A>>"},
    )


@hostile
def code_map_that_uses_itself() -> bytes:
    text = b"begincmap /A usecmap 1 begincidrange <0000> <FFFFFFFF> 0 endcidrange endcmap"
    font = b"<</Type/Font/Subtype/Type0/BaseFont/A/Encoding 6 0 R/ToUnicode 6 0 R/DescendantFonts[5 0 R]>>"
    return one_page(
        b"BT /F 9 Tf 20 20 Td <00410042> Tj ET",
        b"<</Font<</F 5 0 R>>>>",
        {5: font, 6: stream(text, b"/Type/CMap/UseCMap 6 0 R")},
    )


@hostile
def font_of_noise() -> bytes:
    return text_in_font(stream(b"\0\1\0\0\xff\xff" + chance(5).randbytes(50_000)))


@hostile
def font_with_tables_anywhere() -> bytes:
    tables = b"".join(
        tag + b"\0\0\0\0\x7f\xff\xff\xff\x7f\xff\xff\xff" for tag in (b"glyf", b"loca", b"head", b"maxp", b"cmap")
    )
    return text_in_font(stream(b"\0\1\0\0\0\5\0\0\0\0\0\0" + tables))


@hostile
def image_without_an_end() -> bytes:
    return one_page(b"BI /W 9999 /H 9999 /BPC 8 /CS /G ID " + b"E I EI" * 100_000)


@hostile
def cipher_of_nonsense() -> bytes:
    entries = b"/Encrypt<</Filter/Standard/V 99/R -3/Length 1e9/O()/U()/P(a)/CF 7>>/ID[()]/Root 1 0 R"
    return one_page(b"").replace(b"/Root 1 0 R", entries)


@hostile
def catalogue_that_is_a_number() -> bytes:
    return pdf({1: b"42"})


@hostile
def everything_of_another_type() -> bytes:
    entries = (
        b"/OutputIntents 7/Names[]/AcroForm(a)/OCProperties/x/Metadata 1 0 R/OpenAction 3/AA[1]/Version 9/Pages 2 0 R"
    )
    page = b"<</Type/Page/Contents(a)/Resources[1]/Annots 7/Group 3/TrimBox<<>>/MediaBox(a)/Parent[]/Rotate(a)/UserUnit[]>>"
    return pdf(
        {1: b"<<%s>>" % entries, 2: b"<</Kids[3 0 R 4 0 R 9 0 R null 7]/Count(a)>>", 3: page, 4: b"[1 2]"},
        b"/Root 1 0 R/Info 4 0 R/ID 7/Size(a)/Prev(a)",
    )


@hostile
def resources_of_another_type() -> bytes:
    kinds = (b"ExtGState", b"ColorSpace", b"Pattern", b"Shading", b"XObject", b"Font", b"Properties")
    wrong = (b"7", b"[7]", b"(a)", b"<</N 7>>", b"<</N(a)>>", b"<</N<<>>>>", b"<</N[]>>")
    resources = b"<<" + b"".join(b"/%s %s" % pair for pair in zip(kinds, wrong, strict=True)) + b">>"
    used = b"/N gs /N cs /N scn /N sh /N Do BT /N 9 Tf (a) Tj ET /OC /N BDC EMC 0 0 9 9 re f "
    return one_page(used * 50, resources)


# --- what once brought preflight down


@hostile
def encoding_that_is_a_dictionary() -> bytes:
    font = b"<</Type/Font/Subtype/Type0/BaseFont/A/Encoding<</A 1>>/DescendantFonts[6 0 R]>>"
    cid = b"<</Type/Font/Subtype/CIDFontType2/BaseFont/A>>"
    return one_page(b"BT /F 9 Tf 20 20 Td <00410042> Tj ET", b"<</Font<</F 5 0 R>>>>", {5: font, 6: cid})


@hostile
def colour_space_of_no_family() -> bytes:
    return one_page(b"/A cs 1 sc 0 0 99 99 re f", b"<</ColorSpace<</A[<</A 1>> 1]>>>>")


@hostile
def trim_beyond_the_bleed() -> bytes:
    return _boxes(b"[0 0 300 300]/BleedBox[0 0 100 100]", b"[150 150 290 290]")


def _tint(functions: dict[int, bytes], times: int = 1) -> bytes:
    """A page that paints in a Separation whose tint transform is object 6."""
    space = b"[/Separation/Cam/DeviceCMYK 6 0 R]"
    painted = b"".join(b"/S cs 0.%04d scn 9 9 99 99 re f " % (turn % 10_000) for turn in range(times))
    return one_page(painted, b"<</ColorSpace<</S 5 0 R>>>>", {5: space, **functions})


def _boxes(media: bytes, trim: bytes) -> bytes:
    page = b"<</Type/Page/Parent 2 0 R/MediaBox %s/TrimBox %s/Contents 4 0 R>>" % (media, trim)
    return one_page(b"0 0 0 1 k 10 10 90 90 re f", page=page)
