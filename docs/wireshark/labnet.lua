-- SPDX-License-Identifier: Apache-2.0
--
-- A dissector of labnet's protocols for Wireshark and tshark, 4.0 or newer. docs/wireshark/README.md explains it.
--
-- Each parser is a plain function on strings. It takes one message from the beginning of the bytes that have come, and
-- returns a description of it: the fields and the rules that it breaks. The dissectors store the description, and only
-- draw it again when the user selects a packet, since later messages depend on earlier ones.

---------------------------------------------------------------------------------------------------------------------
-- Rules
---------------------------------------------------------------------------------------------------------------------

local KINDS = {
    must = "compute-1.1 compute-1.2 compute-2.1 compute-2.2 compute-2.3 compute-2.4 compute-2.5 compute-2.7"
        .. " compute-3.1 compute-3.2 compute-3.4 compute-3.5 compute-3.6 compute-3.7 crds-1.1 crds-1.2 crds-1.3"
        .. " crds-2.1 crds-2.2 crds-2.3 crds-3.1 crds-3.2 crds-3.3 crds-3.4 crds-3.5 crds-3.6 crds-4.1 crds-4.2"
        .. " crds-4.3 crds-4.5 crds-4.7 crds-5.1 grades-1.1 grades-1.2 grades-1.3 grades-1.4 grades-1.5 grades-2.1"
        .. " grades-2.2 grades-3.1 grades-3.2 grades-3.3 grades-3.4 grades-3.5 grades-3.6 grades-3.7 grades-3.8 grades-4.2"
        .. " numbers-1.1 numbers-1.2 numbers-1.3 numbers-1.4 numbers-1.6 numbers-2.1 numbers-2.2 numbers-2.3"
        .. " numbers-2.4 numbers-2.5 numbers-3.1 numbers-3.2 numbers-3.3 xor-1.1 xor-1.2 xor-1.3 xor-1.4 xor-1.5"
        .. " xor-1.6 xor-2.1 xor-2.2 xor-2.3 xor-2.4 xor-3.1 xor-3.2 xor-4.1 xor-4.2 xor-4.3 xor-4.4 xor-4.5 xor-5.1",
    should = "compute-2.6 compute-2.8 compute-3.3 compute-3.8 crds-1.5 crds-2.4 crds-4.4 crds-5.2 grades-1.6"
        .. " grades-1.8 grades-2.3 grades-4.1 numbers-1.5 numbers-3.5 xor-1.8 xor-3.3 xor-3.4",
    habit = "compute-1.3 compute-2.9 compute-3.9 crds-1.4 crds-4.6 grades-1.7 grades-4.3 numbers-2.6 numbers-3.4"
        .. " xor-1.7 xor-4.6 xor-4.7",
}

local kind_of = {}
for kind, numbers in pairs(KINDS) do
    for number in numbers:gmatch("%S+") do
        kind_of[number] = kind
    end
end

local labnet = Proto("labnet", "labnet rules")
local rule_field = ProtoField.string("labnet.rule", "Rule", base.ASCII, "The number of a rule, such as crds-2.1")
local kind_field = ProtoField.string("labnet.rule.kind", "Kind", base.ASCII, "must, should or habit")
labnet.fields = { rule_field, kind_field }
local experts = {
    must = ProtoExpert.new(
        "labnet.rule.must", "A rule is broken (must)", expert.group.PROTOCOL, expert.severity.WARN),
    should = ProtoExpert.new(
        "labnet.rule.should", "A rule is broken (should)", expert.group.PROTOCOL, expert.severity.NOTE),
    habit = ProtoExpert.new(
        "labnet.rule.habit", "A habit of existing programs", expert.group.PROTOCOL, expert.severity.CHAT),
}
labnet.experts = { experts.must, experts.should, experts.habit }

local function draw_rules(rules, tree)
    for _, note in ipairs(rules) do
        local item = tree:add(rule_field, note.rule):set_generated()
        item:add(kind_field, kind_of[note.rule]):set_generated()
        item:add_proto_expert_info(experts[kind_of[note.rule]], note.rule .. ": " .. note.text)
    end
end

---------------------------------------------------------------------------------------------------------------------
-- Bytes and text
---------------------------------------------------------------------------------------------------------------------

local SPACE = "[ \t\n\v\f\r]"
local QUAD = "%d%d?%d?%.%d%d?%d?%.%d%d?%d?%.%d%d?%d?"
local MAX_SHOWN = 40

-- Unsigned and big-endian; exact up to 2^53.
local function unsigned(bytes, from, length)
    local value = 0
    for i = from, from + length - 1 do
        value = value * 256 + bytes:byte(i)
    end
    return value
end

-- Returns the index of the first byte that is not UTF-8, or nil.
local function not_utf8(bytes)
    local at = 1
    while true do
        at = bytes:find("[\128-\255]", at)
        if not at then
            return nil
        end
        local length
        for _, form in ipairs({
            "^[\194-\223][\128-\191]", "^\224[\160-\191][\128-\191]", "^[\225-\236\238\239][\128-\191][\128-\191]",
            "^\237[\128-\159][\128-\191]", "^\240[\144-\191][\128-\191][\128-\191]",
            "^[\241-\243][\128-\191][\128-\191][\128-\191]", "^\244[\128-\143][\128-\191][\128-\191]",
        }) do
            local _, last = bytes:find(form, at)
            length = length or last and last - at + 1
        end
        if not length then
            return at
        end
        at = at + length
    end
end

local function escape(char)
    return string.format("\\x%02x", char:byte())
end

-- Returns a text as it may be printed, shortened.
local function shown(bytes)
    local text = #bytes > MAX_SHOWN and bytes:sub(1, MAX_SHOWN) or bytes
    text = text:gsub("[%z\1-\31\127]", escape)
    if not_utf8(text) then
        text = text:gsub("[\128-\255]", escape)
    end
    return text .. (#bytes > MAX_SHOWN and "..." or "")
end

local function hex(bytes)
    return (bytes:gsub(".", function(char) return string.format("%02x ", char:byte()) end):gsub(" $", ""))
end

-- Returns an address of four numbers up to 255 without leading zeros, split into numbers; otherwise nil.
local function quad(text)
    local parts = { text:match("^(%d+)%.(%d+)%.(%d+)%.(%d+)$") }
    for i, part in ipairs(parts) do
        if #part > 3 or part:find("^0%d") or tonumber(part) > 255 then
            return nil
        end
        parts[i] = tonumber(part)
    end
    return #parts == 4 and parts or nil
end

local function is_port(text)
    return text:find("^%d%d?%d?%d?%d?$") and tonumber(text) >= 1 and tonumber(text) <= 65535
end

-- Returns a text without white space around it, and the index where it begins. A pattern would take quadratic time.
local function stripped(bytes)
    local from, last = bytes:find("%S"), #bytes
    while from and bytes:find("^%s", last) do
        last = last - 1
    end
    return from and bytes:sub(from, last) or "", from
end

-- The line that a server with --explain sends before it closes.
local function is_explanation(bytes)
    return bytes:find("^[^%c]+ %(%l+%-%d+%.%d+%)%s*$")
end

local function foreign(bytes)
    if bytes:find("^%u+ %S+ HTTP/%d") then
        return "an HTTP client"
    end
    return bytes:find("^\22\3[\0-\4]") and "a TLS client" or nil
end

---------------------------------------------------------------------------------------------------------------------
-- Messages
---------------------------------------------------------------------------------------------------------------------

local Message = {}
Message.__index = Message

-- A message of so many bytes; kind is a word to filter by, title what the list of packets shows.
local function message(kind, length, title)
    return setmetatable({ kind = kind, length = length, title = title or kind, items = {}, rules = {} }, Message)
end

-- Adds a field: its bytes begin at an index, which counts from 1. The value is needed where the bytes do not show it.
function Message:add(field, from, length, value)
    self.items[#self.items + 1] = { field = field, from = from, length = length, value = value }
    return self
end

function Message:note(rule, text)
    self.rules[#self.rules + 1] = { rule = rule, text = text }
    return self
end

-- Says that what follows in this direction can't be understood.
function Message:stop()
    self.last = true
    return self
end

---------------------------------------------------------------------------------------------------------------------
-- Connections
---------------------------------------------------------------------------------------------------------------------

local protocols = {}

local function in_ranges(ranges, port)
    for part in tostring(ranges):gmatch("[^,]+") do
        local from, to = part:match("^%s*(%d+)%-(%d+)%s*$")
        from = tonumber(from or part)
        if from and port >= from and port <= tonumber(to or from) then
            return true
        end
    end
    return false
end

-- Creates a protocol: fields are triples of a key, a type of ProtoField and a label.
local function protocol(name, title, fields)
    local p = { name = name, title = title, proto = Proto("labnet_" .. name, title) }
    p.fields, p.texts, p.take, p.ended = {}, {}, {}, {}
    local all = {}
    fields[#fields + 1] = { "message", "string", "Message" }
    for _, field in ipairs(fields) do
        local key = field[1]
        p.fields[key] = ProtoField[field[2]]("labnet_" .. name .. "." .. key, field[3], field[4], field[5])
        p.texts[key] = field[2] == "string"
        all[#all + 1] = p.fields[key]
    end
    p.proto.fields = all
    return p
end

local connections, servers, frames, ends, rooms
local ordinal = 0

local function forget()
    connections, servers, frames, ends, rooms = {}, {}, {}, {}, {}
    ordinal = 0
end
forget()
labnet.init = forget

local get_flags = Field.new("tcp.flags")
local get_lost = Field.new("tcp.analysis.lost_segment")
local get_retransmission = Field.new("tcp.analysis.retransmission")
local get_keep_alive = Field.new("tcp.analysis.keep_alive")

local function endpoint(address, port)
    return tostring(address) .. ":" .. port
end

local function new_side()
    return { segments = 0, bytes = 0, last = nil }
end

local function new_connection(client, server)
    servers[server] = servers[server] or { rooms = {}, room_count = 0, uuids = {}, served = 0 }
    return { client = new_side(), server = new_side(), at = servers[server], client_at = client }
end

-- Returns the connection of a packet and which side has sent it: "client" or "server".
local function find(pinfo)
    local from, to = endpoint(pinfo.src, pinfo.src_port), endpoint(pinfo.dst, pinfo.dst_port)
    local found = connections[from .. ">" .. to]
    if found then
        return found, "client"
    end
    return connections[to .. ">" .. from], "server", from, to
end

local function open(pinfo, to_server)
    local from, to = endpoint(pinfo.src, pinfo.src_port), endpoint(pinfo.dst, pinfo.dst_port)
    if not to_server then
        from, to = to, from
    end
    connections[from .. ">" .. to] = new_connection(from, to)
    return connections[from .. ">" .. to]
end

local function find_or_open(pinfo)
    local c, side = find(pinfo)
    if not c then
        local to_server = pinfo.match_uint ~= pinfo.src_port
        c, side = open(pinfo, to_server), to_server and "client" or "server"
    end
    return c, side
end

local function other(side)
    return side == "client" and "server" or "client"
end

-- Takes one message. A pending part that was followed by a pause, or by bytes of the other side, is complete as it is.
local function take(p, c, side, bytes, context)
    local this = c[side]
    if this.stopped then
        return message("rest", #bytes, "after " .. this.stopped)
    end
    local m, missing = p.take[side](c, bytes, context)
    if m then
        this.stopped = m.last and m.title or nil
        this.bytes = this.bytes + m.length
    end
    return m, missing
end

local function draw(p, m, range, pinfo, root)
    local tree = root:add(p.proto, range, p.title .. ", " .. m.title)
    tree:add(p.fields.message, m.kind):set_generated()
    for _, item in ipairs(m.items) do
        local part = range(item.from - 1, item.length)
        if item.value ~= nil then
            tree:add(p.fields[item.field], part, item.value)
        elseif p.texts[item.field] then
            tree:add_packet_field(p.fields[item.field], part, ENC_UTF_8)
        else
            tree:add(p.fields[item.field], part)
        end
    end
    if not m.connection or m.connection.complete and pinfo.number < (m.connection.lost or math.huge) then
        draw_rules(m.rules, tree)
    elseif #m.rules > 0 then
        tree:add(range, "Rules are not checked: the capture lacks packets of this connection"):set_generated()
    end
    pinfo.cols.protocol = "labnet " .. p.name
    if ordinal == 1 then
        pinfo.cols.info = m.title
    else
        pinfo.cols.info:append(", " .. m.title)
    end
end

-- Takes all complete messages of a segment, when it is seen for the first time.
local function dissect_new(p, c, side, tvb, pinfo, done)
    local this, all = c[side], tvb:raw(0, tvb:len())
    local now, begun = pinfo.abs_ts, this.pending
    local context = { now = now, first = true, begun = begun and begun.first }
    context.paused = not this.last or now - this.last >= 0.05 or c[other(side)].segments ~= this.others
    local parted = begun and context.paused and begun.length or 0
    this.segments, this.others, this.last = this.segments + 1, c[other(side)].segments, now
    this.pending = nil
    local at, missing = 0, nil
    while at < #all do
        context.final = at < parted
        local bytes = all:sub(at + 1, context.final and parted or #all)
        local m
        m, missing = take(p, c, side, bytes, context)
        if not m and context.final then
            parted = 0
        elseif not m then
            this.pending = { bytes = bytes, length = #bytes, first = at == 0 and context.begun or #bytes, time = now }
            break
        else
            done[#done + 1], m.connection = m, c
            at = at + m.length
            context.begun, context.first = nil, at == parted
        end
    end
    return missing
end

local function dissect_tcp(p, tvb, pinfo, root)
    if tvb:len() < tvb:reported_len() then
        return 0
    end
    local c, side = find_or_open(pinfo)
    local stored = frames[pinfo.number] or {}
    frames[pinfo.number] = stored
    if get_lost() then
        c.lost = math.min(c.lost or math.huge, pinfo.number)
    end
    local missing
    if not pinfo.visited then
        if get_retransmission() or get_keep_alive() then
            return 0
        end
        c.protocol = p
        missing = dissect_new(p, c, side, tvb, pinfo, stored)
    end
    local at = 0
    while stored[ordinal + 1] and at + stored[ordinal + 1].length <= tvb:len() do
        ordinal = ordinal + 1
        draw(p, stored[ordinal], tvb(at, stored[ordinal].length), pinfo, root)
        at = at + stored[ordinal].length
    end
    if at < tvb:len() then
        pinfo.desegment_offset = at
        pinfo.desegment_len = missing or DESEGMENT_ONE_MORE_SEGMENT
    end
    return tvb:len()
end

local function serve_tcp(p, port, ...)
    local tcp = DissectorTable.get("tcp.port")
    p.proto.prefs.ports = Pref.range("TCP ports", tostring(port), "The ports of servers", 65535)
    for _, pref in ipairs({ ... }) do
        p.proto.prefs[pref[1]] = Pref.uint(pref[2], pref[3], pref[4])
    end
    function p.proto.dissector(tvb, pinfo, root)
        return dissect_tcp(p, tvb, pinfo, root)
    end
    protocols[#protocols + 1] = p
    local ports = tostring(port)
    tcp:add(ports, p.proto)
    function p.proto.prefs_changed()
        if p.proto.prefs.ports ~= ports then
            tcp:remove(ports, p.proto)
            ports = p.proto.prefs.ports
            tcp:add(ports, p.proto)
        end
    end
end

---------------------------------------------------------------------------------------------------------------------
-- The ends of connections: no dissector is called for a packet without data, so that a postdissector looks for them
---------------------------------------------------------------------------------------------------------------------

local FIN, SYN, RST = 1, 2, 4

local function has(flags, flag)
    return math.floor(flags / flag) % 2 == 1
end

-- Reports what the end of a side leaves incomplete.
local function close(p, c, side, now, m)
    local this = c[side]
    if this.closed or this.stopped then
        this.closed = true
        return
    end
    this.closed = true
    local rest = this.pending and this.pending.bytes or ""
    local context = { now = now, final = true, paused = true }
    while #rest > 0 and p.take_at_end do
        local taken = take(p, c, side, rest, context)
        if not taken or this.stopped then
            break
        end
        for _, note in ipairs(taken.rules) do
            m:note(note.rule, note.text)
        end
        rest = rest:sub(taken.length + 1)
    end
    if not this.stopped then
        p.ended[side](c, rest, m, now)
    end
    this.pending = nil
end

local function finish(c, side, pinfo)
    local p, m = c.protocol, message("end", 0)
    local pending = c[other(side)].pending
    if p then
        -- A peer that closes has given up waiting for a message that was begun a second ago.
        if pending and pinfo.abs_ts - pending.time > 1 then
            close(p, c, other(side), pinfo.abs_ts, m)
        end
        close(p, c, side, pinfo.abs_ts, m)
    end
    c[side].closed = true
    return #m.rules > 0 and { connection = c, rules = m.rules } or nil
end

local function protocol_at(port)
    for _, p in ipairs(protocols) do
        if in_ranges(p.proto.prefs.ports, port) then
            return p
        end
    end
end

local function watch(pinfo)
    local flags = get_flags()
    if not flags then
        return
    end
    local c, side = find(pinfo)
    if has(flags.value, SYN) then
        local answer = math.floor(flags.value / 16) % 2 == 1
        if not c or not pinfo.visited and c.client.segments > 0 and not answer then
            c = open(pinfo, not answer)
        end
        if c and not c.complete then
            c.complete, c.opened = true, pinfo.abs_ts
            c.protocol = c.protocol or protocol_at(answer and pinfo.src_port or pinfo.dst_port)
        end
    elseif c and has(flags.value, FIN) and not c[side].closed then
        ends[pinfo.number] = finish(c, side, pinfo)
    elseif c and has(flags.value, RST) then
        c.client.closed, c.server.closed = true, true
    end
end

---------------------------------------------------------------------------------------------------------------------
-- xor
---------------------------------------------------------------------------------------------------------------------

local xor = protocol("xor", "labnet xor", {
    { "flag", "uint16", "Flag", base.DEC, { [0] = "more follow", [1] = "last" } },
    { "checksum", "uint16", "Checksum", base.HEX },
    { "checksum.status", "uint8", "Checksum status", base.DEC, { [0] = "Bad", [1] = "Good" } },
    { "checksum.form", "string", "Checksum form" },
    { "keyword", "string", "Keyword" },
    { "sid", "uint32", "Sid", base.DEC },
    { "score", "uint32", "Score", base.DEC },
    { "length", "uint32", "Length", base.DEC },
    { "data", "bytes", "Data" },
    { "text", "string", "Text" },
})
local XOR_HEADER, XOR_LARGEST = 16, 10000

-- Lua 5.2 has bit32, later versions have operators, which 5.2 can't parse.
local xor3 = bit32 and bit32.bxor or load("return function(a, b, c) return a // 1 ~ b // 1 ~ c // 1 | 0 end")()
local both = bit32 and bit32.band or load("return function(a, b) return a // 1 & b // 1 | 0 end")()

local function swapped(word)
    return word % 256 * 256 + math.floor(word / 256)
end

-- Returns the right checksum of a packet in each form: RFC 1071, byte-swapped, byte-swapped and folded once.
local function xor_checksums(packet)
    local big, little = 0, 0
    for i = 1, #packet, 2 do
        if i ~= 3 then
            local first, second = packet:byte(i, i + 1)
            big = big + first * 256 + (second or 0)
            little = little + first + (second or 0) * 256
        end
    end
    local once = little % 65536 + math.floor(little / 65536)
    while big > 65535 do
        big = big % 65536 + math.floor(big / 65536)
    end
    return { 65535 - big, swapped(65535 - big), (65535 - once) % 65536 }
end

local XOR_FORMS = { "RFC 1071", "byte-swapped", "byte-swapped, folded once" }

-- Adds the checksum's status; the first packet of a client fixes the family of its later ones.
local function xor_check(c, side, m, packet, found)
    local right = xor_checksums(packet)
    local matches, form = {}, nil
    for i = 3, 1, -1 do
        matches[i] = right[i] == found
        form = matches[i] and i or form
    end
    local family = { rfc = matches[1], swapped = matches[2] or matches[3] }
    local accepted = side == "client" and c.family or { rfc = true, swapped = true }
    local good = family.rfc and accepted.rfc or family.swapped and accepted.swapped
    if good and side == "client" then
        c.family = c.family or family
    end
    m:add("checksum.status", 3, 2, good and 1 or 0)
    if form then
        m:add("checksum.form", 3, 2, XOR_FORMS[form])
    end
    local value = string.format("the checksum is %04x", found)
    if not form then
        m:note("xor-1.2", string.format("%s, not %04x (RFC 1071) or %04x (byte-swapped)", value, right[1], right[2]))
    elseif not good then
        m:note("xor-1.6", value .. ", " .. XOR_FORMS[form] .. ", unlike that of the first packet")
    elseif not family.rfc then
        m:note("xor-1.7", value .. ", " .. XOR_FORMS[form])
    end
end

-- Refuses a header; returns whether it is right.
local function xor_header(m, flag, keyword, length)
    if flag > 1 then
        m:note("xor-1.1", string.format("the flag is %d (bytes %04x), neither 0 nor 1", flag, flag))
    elseif not keyword:find("^%a%a%a%a$") then
        m:note("xor-1.3", "the keyword is '" .. shown(keyword) .. "', not four ASCII letters")
    elseif length < XOR_HEADER or length > XOR_LARGEST then
        m:note("xor-1.4", "the length is " .. length .. ", not within 16 to 10000: it includes the header's 16 bytes")
    end
    return #m.rules == 0
end

local function xor_bytes(text, key)
    local result = {}
    for i = 1, #text do
        result[i] = string.char(xor3(text:byte(i), key:byte((i - 1) % #key + 1), 0))
    end
    return table.concat(result)
end

local function xor_request(c, m, packet)
    m.kind, m.title = "request", "request " .. packet.keyword .. " of " .. packet.sid
    c.request = packet
    if packet.flag ~= 1 then
        m:note("xor-2.1", "the flag of a request is 1, not 0")
    end
    if #packet.data > 0 then
        m:note("xor-2.2", "a request has no data, but this one has " .. #packet.data .. " bytes")
    end
    if packet.keyword:find("%u") then
        m:note("xor-2.3", "the keyword " .. packet.keyword .. " has capital letters")
    elseif packet.keyword == "sbmt" and (packet.sid < 10000000 or packet.sid > 99999999) then
        m:note("xor-2.4", "the student id " .. packet.sid .. " has not 8 digits")
    end
end

-- Compares the whole answer with the text.
local function xor_compare(c, m)
    local text, answer = table.concat(c.text), table.concat(c.answer)
    if #answer ~= #text then
        m:note("xor-4.4", "the answer has " .. #answer .. " bytes, the text " .. #text)
    elseif answer ~= text then
        local at = 1
        while answer:byte(at) == text:byte(at) do
            at = at + 1
        end
        m:note("xor-4.5", "the answer differs from the text at byte " .. at - 1)
    end
    if #c.answer ~= #c.text then
        m:note("xor-4.7", "the answer has " .. #c.answer .. " packets, the text " .. #c.text)
    end
end

local function xor_answer(c, m, packet)
    m.kind, m.title = "answer", "answer, " .. #packet.data .. " bytes" .. (packet.flag == 1 and ", last" or "")
    c.answer = c.answer or {}
    c.answer[#c.answer + 1] = packet.data
    if packet.sid ~= c.request.sid then
        m:note("xor-4.1", "the sid is " .. packet.sid .. ", that of the request was " .. c.request.sid)
    end
    if c.key and packet.keyword ~= c.key then
        m:note("xor-4.6", "the keyword is " .. packet.keyword .. ", not the key " .. c.key)
    end
    if packet.flag == 1 then
        c.answered = true
        if c.text_done then
            xor_compare(c, m)
        else
            m:note("xor-4.3", "this last packet came before the whole text")
        end
    end
end

local function xor_text(c, m, packet)
    m.kind, m.title = "text", "text, " .. #packet.data .. " bytes" .. (packet.flag == 1 and ", last" or "")
    local plain = xor_bytes(packet.data, packet.keyword)
    c.text = c.text or {}
    c.text[#c.text + 1], c.key = plain, packet.keyword
    c.text_done = packet.flag == 1
    m:add("text", 17, #packet.data, plain)
    if packet.sid ~= c.request.sid then
        m:note("xor-3.1", "the sid is " .. packet.sid .. ", that of the request was " .. c.request.sid)
    end
    if packet.flag == 0 and #packet.data < XOR_LARGEST - XOR_HEADER then
        m:note("xor-3.3", "more packets follow, but this one has " .. #packet.data .. " bytes of data, not 9984")
    end
    if packet.keyword:find("%u") then
        m:note("xor-3.4", "the key " .. packet.keyword .. " has capital letters")
    end
end

local function xor_result(c, m, packet)
    m.kind, m.title = "result", packet.keyword .. " " .. packet.sid .. ": " .. shown(packet.data)
    c.result = true
    m:add("score", 9, 4, packet.sid)
    m:add("text", 17, #packet.data, packet.data)
    if packet.keyword ~= "GOOD" and packet.keyword ~= "FAIL" then
        m:note("xor-5.1", "the keyword of a result is GOOD or FAIL, not " .. packet.keyword)
    elseif packet.sid > 50 then
        m:note("xor-5.1", "the score is " .. packet.sid .. ", not within 0 to 50")
    end
end

local function xor_describe(c, side, m, packet)
    if side == "client" then
        (c.request and xor_answer or xor_request)(c, m, packet)
    elseif not c.request then
        m:note("xor-2.1", "the server has sent this before a request came")
    elseif packet.keyword == "GOOD" or packet.keyword == "FAIL" or c.text_done then
        xor_result(c, m, packet)
    else
        xor_text(c, m, packet)
    end
end

local function xor_take(c, side, bytes, context)
    if #bytes < XOR_HEADER then
        return nil, XOR_HEADER - #bytes
    end
    local packet = { flag = unsigned(bytes, 1, 2), keyword = bytes:sub(5, 8), sid = unsigned(bytes, 9, 4) }
    local length = unsigned(bytes, 13, 4)
    local m = message("packet", length):add("flag", 1, 2):add("checksum", 3, 2):add("keyword", 5, 4)
    m:add("sid", 9, 4):add("length", 13, 4)
    if not xor_header(m, packet.flag, packet.keyword, length) then
        m.length, m.title = #bytes, "a wrong header"
        return m:stop()
    end
    if #bytes < length then
        return nil, length - #bytes
    end
    packet.data = bytes:sub(XOR_HEADER + 1, length)
    if #packet.data > 0 then
        m:add("data", 17, #packet.data)
    end
    xor_check(c, side, m, bytes:sub(1, length), unsigned(bytes, 3, 2))
    xor_describe(c, side, m, packet)
    if context.begun and context.begun < XOR_HEADER then
        m:note("xor-1.8", "the header came in several segments")
    end
    return m
end

function xor.take.client(c, bytes, context)
    return xor_take(c, "client", bytes, context)
end

function xor.take.server(c, bytes, context)
    return xor_take(c, "server", bytes, context)
end

local function xor_cut(rest, m)
    if #rest > 0 then
        local size = #rest < XOR_HEADER and XOR_HEADER or unsigned(rest, 13, 4)
        m:note("xor-1.5", "the input ended after " .. #rest .. " of " .. size .. " bytes of a packet")
    end
    return #rest > 0
end

function xor.ended.client(c, rest, m)
    if not xor_cut(rest, m) and c.text_done and not c.answered and not c.result then
        m:note("xor-4.2", "the client has closed before a packet of its answer with the flag 1")
    end
end

function xor.ended.server(c, rest, m)
    local given_up = c.client.closed and not c.answered
    if xor_cut(rest, m) or not c.request or c.result or given_up or c.client.stopped then
        return
    end
    if c.text and not c.text_done then
        m:note("xor-3.2", "the server has closed before a packet of the text with the flag 1")
    else
        m:note("xor-5.1", "the server has closed without a result")
    end
end

serve_tcp(xor, 4000)

---------------------------------------------------------------------------------------------------------------------
-- crds, the directory of chat rooms
---------------------------------------------------------------------------------------------------------------------

local crds = protocol("crds", "labnet crds", {
    { "command", "uint8", "Command", base.DEC, { "getdir", "makeroom", "deleteroom", "chat" } },
    { "name_length", "uint8", "Length of the name", base.DEC },
    { "name", "string", "Name" },
    { "address_length", "uint8", "Length of the address", base.DEC },
    { "address", "string", "Address" },
    { "port_length", "uint8", "Length of the port", base.DEC },
    { "port", "string", "Port" },
    { "length", "uint64", "Length of the listing", base.DEC },
    { "line", "string", "Line" },
})
local CRDS_COMMANDS = { "getdir", "makeroom", "deleteroom", "chat" }
local CRDS_FIELDS = { {}, { "name", "address", "port" }, { "name" }, { "name" } }
local MOST_LISTING_BYTES, MOST_LINES = 64 * 1024 * 1024, 2000000

-- Returns the given number of fields from an index on, and the index after them; nil if they are incomplete.
local function crds_fields(bytes, at, count)
    local fields = {}
    for i = 1, count do
        local length = bytes:byte(at)
        if not length or at + length > #bytes then
            return nil, fields, at
        end
        fields[i] = bytes:sub(at + 1, at + length)
        at = at + 1 + length
    end
    return fields, fields, at
end

local function learn_room(address, port)
    rooms[address .. ":" .. tonumber(port)] = true
end

local function crds_name_rule(name)
    if name == "" then
        return "crds-2.1", "the name is empty: its length byte is 0"
    elseif name:find("^%z[ -~]") or name:find("^%z%z%z[ -~]") then
        return "crds-2.1", "the name begins with zero bytes, the rest of a length of several bytes"
    elseif name:find("[\194\195]$") then
        return "crds-2.2", "the name ends inside a character: its length counts characters, not bytes"
    elseif not_utf8(name) then
        return "crds-3.1", "the name is not UTF-8: " .. shown(name)
    elseif name:find("[%z\1-\31\127]") then
        return "crds-3.1", "the name has control characters: " .. shown(name)
    end
end

local function crds_address_rule(name, address)
    local parts = quad(address)
    if not parts and address:find("^" .. QUAD .. "[: ]%d+$") then
        return "crds-2.3", "address and port are in one field: " .. address
    elseif not parts and quad(name) then
        return "crds-2.3", "the name is an address: " .. name .. "; the order is name, address, port"
    elseif not parts then
        return "crds-3.2", "the address is no dotted quad: " .. shown(address)
    elseif parts[1] ~= 239 then
        return "crds-3.3", "the address " .. address .. " is not within 239.0.0.0/8"
    end
end

-- Adds a room to what is known of the directory, or says why the room is refused.
local function crds_make(c, name, address, port)
    local rule, text = crds_name_rule(name)
    if not rule then
        rule, text = crds_address_rule(name, address)
    end
    if rule then
        return rule, text
    elseif not is_port(port) then
        return "crds-3.4", "the port is '" .. shown(port) .. "', not one to five digits from 1 to 65535"
    end
    local at = c.at
    local place = address .. ":" .. tonumber(port)
    for known, where in pairs(at.rooms) do
        if known == name or where == place then
            return "crds-3.5", "the directory has the room " .. shown(known) .. " at " .. where
        end
    end
    if at.room_count >= crds.proto.prefs.most_rooms then
        return "crds-3.6", "the directory has " .. at.room_count .. " rooms"
    end
    at.rooms[name], at.room_count = place, at.room_count + 1
    learn_room(address, port)
end

local function crds_wrong_command(c, bytes)
    local code = bytes:byte()
    if c.client.bytes > 0 and (bytes:find("^[\r\n]+$") or bytes:find("^[\r\n]+[\1-\4]")) then
        return "crds-1.3", "a line end after a command"
    end
    local text = bytes:match("^[\5-\31]([ -~]+)$") or bytes:match("^[\5-\31]([ -~]+)%z")
    if c.client.bytes > 0 and text and #text == code then
        return "crds-2.1", "the last byte of a length of several bytes"
    end
    return "crds-1.1", string.format("the byte %02x is no command, which are 01 to 04: %s", code, shown(bytes))
end

local CRDS_ASKED = { true, false, false, true }

function crds.take.client(c, bytes, context)
    local code = bytes:byte()
    local command = CRDS_COMMANDS[code]
    if not command then
        local m = message("unknown", #bytes, "no command")
        m:note(crds_wrong_command(c, bytes))
        if bytes:lower():find("^bye%f[%A]") then
            m:note("crds-1.5", "the word bye was sent: a client says goodbye by closing")
        end
        return m:stop()
    end
    local names = CRDS_FIELDS[code]
    local fields, _, after = crds_fields(bytes, 2, #names)
    if not fields then
        return nil
    end
    local m = message(command, after - 1):add("command", 1, 1)
    local at = 2
    for i, name in ipairs(names) do
        m:add(name .. "_length", at, 1)
        if #fields[i] > 0 then
            m:add(name, at + 1, #fields[i])
        end
        m.title = m.title .. " " .. shown(fields[i])
        at = at + 1 + #fields[i]
    end
    c.asked = c.asked or {}
    if CRDS_ASKED[code] then
        c.asked[#c.asked + 1] = command
    end
    c.last_command = command
    local rule, text
    if command == "makeroom" then
        rule, text = crds_make(c, fields[1], fields[2], fields[3])
    elseif command == "deleteroom" then
        if c.at.rooms[fields[1]] then
            c.at.rooms[fields[1]], c.at.room_count = nil, c.at.room_count - 1
        end
    end
    if rule then
        m:note(rule, text)
    end
    if context.begun then
        m:note("crds-2.4", "the command came in several segments")
    end
    if context.begun or not context.first or #bytes > m.length then
        m:note("crds-1.4", "the command shares a segment with others, or came in several")
    end
    return m
end

local function code_points(text)
    local points = {}
    for char in text:gmatch("[%z\1-\127\192-\255][\128-\191]*") do
        points[#points + 1] = char
    end
    return points
end

-- Returns whether a cut makeroom is complete if its lengths count characters.
local function crds_in_characters(bytes)
    local points, at, fields = code_points(bytes), 2, {}
    for i = 1, 3 do
        local length = points[at] and #points[at] == 1 and points[at]:byte()
        if not length or at + length > #points then
            return false
        end
        fields[i] = table.concat(points, "", at + 1, at + length)
        at = at + 1 + length
    end
    return quad(fields[2]) ~= nil
end

local function crds_digits_length(text)
    local digits, rest = text:match("^(%d%d?%d?)(.+)$")
    for count = 1, digits and #digits or 0 do
        local length = tonumber(text:sub(1, count))
        rest = text:sub(count + 1)
        if length > 0 and #rest >= length and (#rest == length or rest:find("^%d", length + 1)) then
            return true
        end
    end
    return false
end

-- Why a makeroom as a whole is cut; the patterns are those of well-known mistakes.
local function crds_cut_makeroom(bytes)
    if bytes:find("^\2[\7-\15]" .. QUAD .. "[\1-\5]%d+$") then
        return "crds-2.3", "the name was left out: the first field is an address"
    elseif bytes:find("^\2[^%c]?[\21-\255]?[^%c]*[ ,:;]" .. QUAD .. "[ ,:;]%d+$") and bytes:byte(2) == #bytes - 2 then
        return "crds-2.3", "name, address and port are in one field"
    end
    local name_length = bytes:byte(2) or 0
    local after = bytes:sub(3 + name_length)
    local one = after:match("^[\9-\21](" .. QUAD .. "[: ]%d+)$")
    if one and after:byte() == #one then
        return "crds-2.3", "address and port are in one field"
    elseif bytes:find("[\128-\255]") and crds_in_characters(bytes) then
        return "crds-2.2", "the lengths count characters, not bytes"
    end
end

local function crds_cut_field(field, begun)
    local first = begun:byte() or 0
    if field <= 2 and begun:find("^%d[ -~]+$") and crds_digits_length(begun) then
        return "crds-2.1", "the length is sent as digits"
    elseif field <= 2 and begun:find("^%w[ -~%z\r\n]*$") and 2 * (#begun - 1) <= first then
        return "crds-2.1", "the length byte was left out"
    elseif field == 2 and first == 239 and #begun >= 4 and #begun <= 12 then
        return "crds-3.2", "the address is 4 bytes, not text"
    elseif field == 3 and begun:find("^[ ,:;]?%d+$") then
        return "crds-2.1", "the length byte of the port was left out, or is a digit"
    elseif field == 3 and #begun == 2 and begun:find("[^ -~]") and first > 5 then
        return "crds-3.4", "the port is two bytes, not text"
    end
end

function crds.ended.client(c, rest, m)
    if #rest == 0 then
        return
    end
    local _, fields, at = crds_fields(rest, 2, #CRDS_FIELDS[rest:byte()])
    local rule, text = nil, nil
    if rest:byte() == 2 then
        rule, text = crds_cut_makeroom(rest)
    end
    if not rule then
        rule, text = crds_cut_field(#fields + 1, rest:sub(at))
    end
    if not rule and #fields == 0 and (rest:find("^.[^%z]%z[ -~]") or rest:find("^.[^%z]%z%z%z[ -~]")) then
        rule, text = "crds-2.1", "a little-endian length of several bytes"
    end
    if not rule and rest:find("^\2\239") then
        rule, text = "crds-3.2", "the address is 4 bytes, not text"
    end
    m:note(rule or "crds-1.2",
        (text or "the input ended inside " .. CRDS_COMMANDS[rest:byte()]) .. ": " .. hex(rest:sub(1, MAX_SHOWN)))
end

-- Adds the lines of a listing, which begin at an index, and replaces what is known of the directory.
local function crds_lines(c, m, lines, from)
    local at, count, flaw = 1, 0, nil
    c.at.rooms, c.at.room_count = {}, 0
    while at <= #lines do
        local last = lines:find("\n", at, true) or #lines + 1
        local line = lines:sub(at, last - 1)
        if #line > 0 then
            m:add("line", from + at - 1, #line)
        end
        local text = line:gsub("\r$", "")
        local name, address, port = text:match("^(.+): (" .. QUAD .. "):(%d+)$")
        local right = name and not not_utf8(name) and quad(address) and quad(address)[1] == 239 and is_port(port)
        if right then
            c.at.rooms[name], c.at.room_count = address .. ":" .. tonumber(port), c.at.room_count + 1
            learn_room(address, port)
        end
        if not right then
            flaw = flaw or "this line is no room: " .. shown(line)
        elseif text ~= line then
            flaw = flaw or "a line ends with CR LF"
        elseif last > #lines then
            flaw = flaw or "the last line has no line feed"
        end
        at, count = last + 1, count + 1
    end
    if flaw then
        m:note("crds-4.4", flaw)
    end
    m.title = "listing of " .. count .. (count == 1 and " room" or " rooms")
    return count
end

-- Returns the size of the lines in bytes if the length counts characters; otherwise nil.
local function crds_bytes_of_characters(lines, length)
    local points = code_points(lines)
    if #points < length or #points == #lines then
        return nil
    end
    local counted = table.concat(points, "", 1, length)
    return #counted > length and counted:sub(-1) == "\n" and #counted or nil
end

local function crds_no_length(bytes)
    if bytes:find("^[ -~\r\n][ -~\r\n]+%z") then
        return "crds-4.7", "a reply to makeroom or deleteroom: " .. shown(bytes)
    end
    local zeros = #(bytes:match("^%z*"))
    if zeros >= 4 then
        return "crds-4.3", "the length is larger than 64 MiB"
    end
    return "crds-4.1", "the first 8 bytes are no length: " .. hex(bytes:sub(1, 8))
end

local function crds_listing(c, bytes, context)
    local head = bytes:sub(1, 8)
    local most = MOST_LISTING_BYTES / 256 ^ (8 - #head)
    if head:find("^%z?%z?%z?[^%z]") or #head >= 5 and unsigned(head, 1, #head) > most then
        return message("no listing", #bytes):note(crds_no_length(bytes)):stop()
    elseif #head < 8 then
        return nil, 8 - #head
    end
    local length = unsigned(head, 1, 8)
    local size, last = length, bytes:byte(8 + length)
    local counted = last ~= 10 and crds_bytes_of_characters(bytes:sub(9), length)
    if counted then
        size = counted
    elseif #bytes < 8 + length then
        return nil, 8 + length - #bytes
    end
    local m = message("listing", 8 + size):add("length", 1, 8)
    if crds_lines(c, m, bytes:sub(9, 8 + size), 9) > MOST_LINES then
        m:note("crds-4.3", "the listing has more than 2000000 lines")
    end
    if counted then
        m:note("crds-4.2", "the length " .. length .. " counts characters; the lines have " .. size .. " bytes")
    elseif length > 0 and last ~= 10 and #bytes > 8 + length then
        m:note("crds-4.2", "no line ends after the " .. length .. " bytes that the length states")
    end
    table.remove(c.asked, 1)
    return m
end

local function crds_found(c, bytes)
    local zeros = bytes:match("^%z+")
    if zeros then
        table.remove(c.asked, 1)
        local length = #zeros == 8 and 8 or 1
        return message("unknown room", length):note("crds-4.6", "the room is unknown: " .. length .. " zero bytes")
    end
    local fields, some, after = crds_fields(bytes, 1, 2)
    local address, port = some[1], some[2]
    local wrong = bytes:byte() < 7 or bytes:byte() > 15
    wrong = wrong or address and (not quad(address) or quad(address)[1] ~= 239)
    wrong = wrong or port and not is_port(port)
    if wrong then
        return message("no room", #bytes):note("crds-4.5", "no address and port: " .. shown(bytes)):stop()
    elseif not fields then
        return nil
    end
    table.remove(c.asked, 1)
    learn_room(address, port)
    local m = message("room", after - 1, "room at " .. address .. ":" .. port)
    m:add("address_length", 1, 1):add("address", 2, #address)
    return m:add("port_length", 2 + #address, 1):add("port", 3 + #address, #port)
end

function crds.take.server(c, bytes, context)
    local asked = c.asked and c.asked[1]
    if c.client.stopped or is_explanation(bytes) then
        return message("explanation", #bytes, shown(bytes))
    elseif asked == "getdir" then
        return crds_listing(c, bytes, context)
    elseif asked == "chat" then
        return crds_found(c, bytes)
    end
    local m = message("unexpected", #bytes, "unexpected: " .. shown(bytes))
    if c.last_command == "makeroom" or c.last_command == "deleteroom" then
        m:note("crds-4.7", c.last_command .. " has no reply, but this came: " .. shown(bytes))
    end
    return m
end

function crds.ended.server(c, rest, m)
    local asked = c.asked and c.asked[1]
    if #rest == 0 then
        return
    elseif asked == "chat" then
        m:note("crds-4.5", "the input ended inside the address and port: " .. shown(rest))
    elseif rest:lower():find("^%a+") then
        m:note("crds-4.7", "a reply to makeroom or deleteroom: " .. shown(rest))
    elseif #rest < 8 then
        m:note("crds-4.1", "the input ended after " .. #rest .. " of the 8 length bytes")
    else
        local length = unsigned(rest, 1, 8)
        m:note("crds-4.2", "the length is " .. length .. ", but " .. #rest - 8 .. " bytes of lines have come")
    end
end

serve_tcp(crds, 50001,
    { "most_rooms", "Largest number of rooms", 100000, "More are refused by rule crds-3.6 (--max-rooms)" })

---------------------------------------------------------------------------------------------------------------------
-- chat, by UDP multicast
---------------------------------------------------------------------------------------------------------------------

local chat = protocol("chat", "labnet chat", {
    { "sender", "string", "Sender" },
    { "text", "string", "Text" },
})
local MOST_CHAT_BYTES = 1024

function chat.proto.dissector(tvb, pinfo, root)
    local bytes = tvb:len() > 0 and tvb:raw(0, tvb:len()) or ""
    local size, text = tvb:reported_len(), bytes:gsub("\n$", ""):gsub("\r$", "")
    local at = text:find(": ", 1, true)
    local m = message("chat", #bytes, shown(text))
    if at and at > 1 then
        m:add("sender", 1, at - 1)
    end
    local from = at and at + 2 or 1
    if from <= #text then
        m:add("text", from, #text - from + 1)
    end
    if size < 1 or size > MOST_CHAT_BYTES then
        m:note("crds-5.1", "the message has " .. size .. " bytes, not 1 to 1024")
    elseif not at or at == 1 then
        m:note("crds-5.2", "the message has no sender: " .. shown(text))
    end
    ordinal = ordinal + 1
    draw(chat, m, tvb(0, #bytes), pinfo, root)
    return #bytes
end

chat.proto.prefs.ports = Pref.range("UDP ports", "5000-5009",
    "The ports of rooms within 239.0.0.0/8; rooms that a capture shows to be made or listed are known as well", 65535)

local function is_chat(pinfo)
    local address = tostring(pinfo.dst)
    return address:find("^239%.")
        and (rooms[address .. ":" .. pinfo.dst_port] or in_ranges(chat.proto.prefs.ports, pinfo.dst_port))
end

chat.proto:register_heuristic("udp", function(tvb, pinfo, root)
    if not is_chat(pinfo) then
        return false
    end
    chat.proto.dissector(tvb, pinfo, root)
    return true
end)
DissectorTable.get("udp.port"):add_for_decode_as(chat.proto)

---------------------------------------------------------------------------------------------------------------------
-- grades
---------------------------------------------------------------------------------------------------------------------

local BASE64 = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"

local function from_base64(text)
    local bytes, bits, count = {}, 0, 0
    for letter in text:gmatch("[%w_-]") do
        bits, count = bits * 64 + BASE64:find(letter, 1, true) - 1, count + 6
        if count >= 8 then
            count = count - 8
            bytes[#bytes + 1] = string.char(math.floor(bits / 2 ^ count))
            bits = bits % 2 ^ count
        end
    end
    return table.concat(bytes)
end

local grades = protocol("grades", "labnet grades", {
    { "student", "string", "Student number" },
    { "separator", "string", "Separator" },
    { "command", "string", "Command" },
    { "token", "string", "Token" },
    { "token.time", "absolute_time", "Time of the token", base.UTC },
    { "key", "string", "Key" },
})
local GRADE_COMMANDS = { "GMA", "GL1A", "GL2A", "GL3A", "GL4A", "GEA", "GG" }
local MOST_REQUEST_BYTES, MOST_REPLY_BYTES = 256, 16384
local TOKEN_BEGINNING, KEY = "gAAAA", ("[%w_-]"):rep(43) .. "="

local function grade_command(text)
    for _, command in ipairs(GRADE_COMMANDS) do
        if text:sub(1, #command) == command then
            return command
        elseif command:sub(1, #text) == text then
            return nil, true
        end
    end
end

-- Returns the rule that a request breaks; nil if it is right or may become so.
local function grades_rule(request)
    local digits = #request:match("^%d*")
    if digits < 7 and #request > digits then
        return "grades-1.1", "a request begins with a student number of 7 digits: " .. shown(request)
    elseif digits > 7 then
        return "grades-1.1", "the student number has more than 7 digits: " .. shown(request)
    end
    local rest = request:sub(8):gsub("^[ \t,]*", "")
    local command, begun = grade_command(rest)
    if digits < 7 or command or begun then
        return
    elseif not rest:find("^%w") then
        return "grades-1.2", "neither a separator nor a command follows the student number: " .. shown(rest)
    end
    return "grades-1.3", "'" .. shown(rest) .. "' is no command: GMA, GL1A to GL4A, GEA or GG"
end

function grades.take.client(c, bytes, context)
    local from = bytes:find("[^ \t\n\v\f\r]")
    if not from then
        c.only_spaces = not c.requests
        return message("spaces", #bytes, "white space")
    end
    local request = bytes:sub(from, from + MOST_REQUEST_BYTES - 1)
    local rule, text = grades_rule(request)
    if rule then
        return message("refused", #bytes, "no request: " .. shown(request)):note(rule, text):stop()
    end
    local student, separator = request:match("^(%d%d%d%d%d%d%d)([ \t,]*)")
    local command = student and grade_command(request:sub(8 + #separator))
    if not command and #request == MOST_REQUEST_BYTES then
        local m = message("refused", #bytes, "no request")
        return m:note("grades-1.5", "the request has more than 256 bytes"):stop()
    elseif not command then
        return nil
    end
    local size = from + 6 + #separator + #command
    local rest = bytes:sub(size + 1)
    local spaces = #(rest:match("^[ \t\n\v\f\r]*"))
    local m = message("request", size + spaces, student .. " " .. command):add("student", from, 7)
    if #separator > 0 then
        m:add("separator", from + 7, #separator)
    end
    m:add("command", size - #command + 1, #command)
    c.requests = (c.requests or 0) + 1
    if c.requests > 1 then
        m:note("grades-1.8", "this is request " .. c.requests .. " of the connection")
    end
    if context.begun or spaces > 0 then
        m:note("grades-1.6", spaces > 0 and "the request has a terminator" or "the request came in several segments")
    end
    if from > 1 or spaces > 0 then
        m:note("grades-1.7", "white space stands around the request")
    end
    if #rest > spaces and not rest:find("^%d", spaces + 1) then
        m:note("grades-1.3", "this follows the command: " .. shown(rest)):stop()
        m.length = #bytes
    end
    return m
end

function grades.ended.client(c, rest, m)
    if #rest > 0 or c.only_spaces then
        m:note("grades-1.4", "the input ended inside a request: " .. shown(rest))
    end
end

-- Returns whether a text has the size and the letters of a token of version 0x80.
local function is_token(text)
    local letters, padding = text:match("^gA([%w_-]+)(=*)$")
    local size = #text / 4 * 3 - (padding and #padding or 0)
    return letters and #text % 4 == 0 and #padding < 3 and size >= 73 and (size - 57) % 16 == 0
end

local function is_key(text)
    return #text == 44 and text:find(KEY) == 1
end

-- Splits a reply without white space around it; returns the token, the key and the indices of both.
local function grades_parts(text)
    if is_token(text) then
        return text, nil, 1
    end
    local head, tail = text:sub(1, 44), text:sub(-44)
    local before, after = stripped(text:sub(1, -45)), stripped(text:sub(45))
    if is_key(tail) and is_token(before) then
        return before, tail, 1, #text - 43
    elseif is_key(head) and is_token(after) then
        return after, head, #text - #after + 1, 1
    end
end

-- Why a reply can't become a right one; nil if more bytes may complete it.
local function grades_reply_rule(text)
    local second = text:find(TOKEN_BEGINNING, 6, true)
    if text:find("^gAAAA[%w_-]+=*%s*[^%s%w=_+/-]+%s*" .. KEY .. "$")
        or text:find("^" .. KEY .. "%s*[^%s%w=_-]+%s*gAAAA[%w_-]+=*$") then
        return "grades-4.2", "something but white space stands between token and key"
    elseif second and is_token(text:sub(1, second - 1)) then
        return "grades-3.2", "two tokens in a row"
    elseif text:find("^gAAAA[%w_+/-]*[+/]") then
        return "grades-3.4", "the token has the letters + or /: use urlsafe_b64encode"
    elseif text:find("^gAAAA[%w_-]+%s+[%w_-]") and not text:find("=%s") and not text:find("%s" .. KEY .. "$") then
        return "grades-3.4", "there is white space inside the token"
    elseif not text:find("^gA?A?A?A?") and not text:find("^[%w_-]+=?$") or text:find("^%d+[ ,\t]*%u+$") then
        return "grades-3.2", "the reply is no token: " .. shown(text)
    elseif not text:find("^" .. TOKEN_BEGINNING) and #text >= 44 and not text:find("^" .. KEY) then
        return "grades-3.2", "the reply is no token: " .. shown(text)
    end
end

function grades.take.server(c, bytes, context)
    c.reply_bytes = c.reply_bytes or 0
    local text, from = stripped(bytes)
    if c.reply_bytes + #bytes > MOST_REPLY_BYTES then
        local m = message("refused", #bytes, "no reply")
        return m:note("grades-3.7", "the reply has more than 16384 bytes"):stop()
    elseif is_explanation(bytes) then
        return message("explanation", #bytes, shown(bytes))
    elseif not from and not c.replied then
        return nil
    end
    c.reply_bytes = (c.requests or 0) > 1 and 0 or c.reply_bytes + #bytes
    if not from then
        return message("spaces", #bytes, "white space")
    elseif c.replied and is_key(text) then
        return message("key", #bytes, "the student's key"):add("key", from, 44)
    end
    local token, key, token_at, key_at = grades_parts(text)
    if not token then
        local rule, why = grades_reply_rule(text)
        c.reply_bytes = c.reply_bytes - #bytes
        return rule and message("refused", #bytes, "no reply"):note(rule, why):stop() or nil
    end
    c.replied = (c.replied or 0) + 1
    local m = message("reply", #bytes, key and "a token and its key" or "a token")
    m:add("token", from + token_at - 1, #token)
    m:add("token.time", from + token_at - 1, 12, NSTime.new(unsigned(from_base64(token), 2, 8), 0))
    if key_at == 1 then
        m:add("key", from, 44):note("grades-4.3", "the key stands before the token")
    elseif key then
        m:add("key", from + key_at - 1, 44):note("grades-4.1", "the key came in a segment with the token")
    end
    if context.begun then
        m:note("grades-2.3", "the reply came in several segments")
    end
    return m
end

function grades.ended.server(c, rest, m, now)
    local text = stripped(rest)
    if #rest > 0 and #text == 0 then
        m:note("grades-3.1", "the reply is only white space")
    elseif #rest > 0 and (is_token(text .. "=") or is_token(text .. "==")) then
        m:note("grades-3.4", "the padding of the token is missing")
    elseif text:find("^" .. TOKEN_BEGINNING) then
        m:note("grades-3.3", "the server has closed after " .. #text .. " characters of a token")
    elseif #rest > 0 then
        m:note("grades-3.2", "the reply is no token: " .. shown(text))
    elseif c.requests and not c.replied and not c.client.stopped then
        m:note("grades-2.1", "there is no reply: the server does not know the student, or breaks grades-3.1")
        m:note("grades-3.1", "there is no reply: the server breaks this rule, or grades-2.1 is the reason")
    elseif not c.requests and c.opened and now - c.opened >= grades.proto.prefs.idle then
        m:note("grades-2.2", string.format("no request has come for %.0f seconds", now - c.opened))
    end
end

serve_tcp(grades, 50007,
    { "idle", "Seconds to wait for a request", 30, "A server closes then, by rule grades-2.2 (--idle)" })

---------------------------------------------------------------------------------------------------------------------
-- numbers
---------------------------------------------------------------------------------------------------------------------

local numbers = protocol("numbers", "labnet numbers", {
    { "client_name", "string", "Client name" },
    { "client_number", "int64", "Client number", base.DEC },
    { "server_name", "string", "Server name" },
    { "server_number", "int64", "Server number", base.DEC },
    { "sum", "int64", "Sum", base.DEC },
})
local MOST_MESSAGE_BYTES, MOST_DEPTH = 1024, 4

-- A reader of JSON: it raises CUT where more bytes are needed, and { rule, text } for a mistake.
local CUT = {}
local Json = {}
Json.__index = Json

local function refuse(rule, text)
    error({ rule = rule, text = text }, 0)
end

function Json:peek()
    self.at = self.bytes:find("[^ \t\n\r]", self.at) or error(CUT, 0)
    return self.bytes:sub(self.at, self.at)
end

function Json:wrong()
    local rule = self.bytes:find("^{%z[\"}%s]") and "numbers-1.3" or "numbers-1.1"
    refuse(rule, "JSON does not allow this: " .. shown(self.bytes:sub(self.at, self.at + 7)))
end

function Json:expect(char)
    if self:peek() ~= char then
        self:wrong()
    end
    self.at = self.at + 1
end

function Json:escape()
    local form = self.bytes:sub(self.at + 1, self.at + 5)
    if form:find("^[\"\\/bfnrt]") then
        self.at = self.at + 2
    elseif form:find("^u%x%x%x%x") then
        self.at = self.at + 6
    elseif form == "" or form:find("^u%x*$") and #form < 5 then
        error(CUT, 0)
    else
        self:wrong()
    end
end

local ESCAPES = { b = "\b", f = "\f", n = "\n", r = "\r", t = "\t" }

local function to_utf8(point)
    if point < 128 then
        return string.char(point)
    elseif point < 2048 then
        return string.char(192 + math.floor(point / 64), 128 + point % 64)
    elseif point < 65536 then
        return string.char(224 + math.floor(point / 4096), 128 + math.floor(point / 64) % 64, 128 + point % 64)
    end
    return string.char(240 + math.floor(point / 262144), 128 + math.floor(point / 4096) % 64,
        128 + math.floor(point / 64) % 64, 128 + point % 64)
end

local function unescaped(text)
    local result = text:gsub("\\u([dD][89abAB]%x%x)\\u([dD][c-fC-F]%x%x)", function(high, low)
        return to_utf8(65536 + tonumber(high, 16) % 1024 * 1024 + tonumber(low, 16) % 1024)
    end)
    result = result:gsub("\\(u?)(.)(%x?%x?%x?)", function(u, char, rest)
        if u == "u" then
            return to_utf8(tonumber(char .. rest, 16))
        end
        return (ESCAPES[char] or char) .. rest
    end)
    return result
end

function Json:string()
    self:expect('"')
    local from = self.at
    while true do
        self.at = self.bytes:find("[%z\1-\31\"\\]", self.at) or error(CUT, 0)
        local char = self.bytes:sub(self.at, self.at)
        if char == '"' then
            self.at = self.at + 1
            local size = self.at - 1 - from
            return { type = "string", from = from, size = size, text = unescaped(self.bytes:sub(from, self.at - 2)) }
        elseif char == "\\" then
            self:escape()
        else
            refuse("numbers-1.1", "a control character stands in a string: " .. shown(char))
        end
    end
end

function Json:number()
    local from = self.at
    local text = self.bytes:match("^[-+.%w]+", from)
    self.at = from + #text
    if self.at > #self.bytes then
        error(CUT, 0)
    end
    local whole, rest = text:match("^%-?(%d+)(.*)$")
    if not whole or whole:find("^0%d") or rest ~= "" and not rest:find("^%.%d+$") and
        not rest:find("^%.?%d*[eE][-+]?%d+$") then
        refuse("numbers-1.1", "JSON has no such value: " .. shown(text))
    end
    return { type = rest == "" and "integer" or "fraction", from = from, text = text }
end

function Json:word()
    local from = self.at
    local text = self.bytes:match("^%a+", from)
    if not text then
        self:wrong()
    end
    self.at = from + #text
    if text ~= "true" and text ~= "false" and text ~= "null" then
        for _, word in ipairs({ "true", "false", "null" }) do
            if self.at > #self.bytes and word:sub(1, #text) == text then
                error(CUT, 0)
            end
        end
        refuse("numbers-1.1", "JSON has no such value: " .. shown(text))
    end
    return { type = text, from = from, text = text }
end

function Json:value(depth)
    local char = self:peek()
    if char == '"' then
        return self:string()
    elseif char == "{" or char == "[" then
        local from = self.at
        local members = self:container(depth, char)
        return { type = "object", from = from, text = self.bytes:sub(from, self.at - 1), members = members }
    end
    return char:find("[-+%d]") and self:number() or self:word()
end

function Json:container(depth, open_bracket)
    if depth > MOST_DEPTH then
        refuse("numbers-1.1", "objects and arrays are nested more than 4 deep")
    end
    local close_bracket, members = open_bracket == "{" and "}" or "]", {}
    self.at = self.at + 1
    if self:peek() == close_bracket then
        self.at = self.at + 1
        return members
    end
    while true do
        local name
        if open_bracket == "{" then
            name = self:string().text
            self:expect(":")
        end
        local value = self:value(depth + 1)
        value.name = name
        if name and members[name] and depth == 1 then
            refuse("numbers-2.5", "the message has '" .. shown(name) .. "' twice")
        end
        members[#members + 1] = value
        members[name or 0] = value
        if self:peek() == close_bracket then
            self.at = self.at + 1
            return members
        end
        self:expect(",")
    end
end

local LARGEST = "9223372036854775807"

local function is_int64(value)
    local digits = value.text:match("^%-?(%d+)$")
    if value.type ~= "integer" or #digits > #LARGEST then
        return false
    end
    local largest = value.text:find("^%-") and "9223372036854775808" or LARGEST
    return #digits < #largest or digits <= largest
end

local function int64(text)
    local value = Int64.new(0)
    for digit in text:gmatch("%d") do
        value = value * Int64.new(10) + Int64.new(tonumber(digit))
    end
    return text:find("^%-") and -value or value
end

local function in_range(value)
    return tonumber(value.text) >= 1 and tonumber(value.text) <= 100
end

local function numbers_beginning(bytes)
    local binary = bytes:match("^([^{][^{])%f[{]") or bytes:match("^([^{][^{][^{][^{])%f[{]")
    if bytes:find("^%z?{%z[\"}%s]") then
        return "numbers-1.3", "the text is UTF-16"
    elseif bytes:find("^%d+%s*{") or binary and binary:find("%z") then
        return "numbers-1.4", "a length stands before the object: " .. shown(binary or bytes:match("^%d+"))
    end
    return "numbers-1.1", "the message does not begin with an object: " .. shown(bytes)
end

-- Adds the members of a message; returns those that it needs, or notes the rule that a missing one breaks.
local function numbers_members(m, members, rule, name, number, rules)
    for _, key in ipairs({ name, number }) do
        if not members[key] then
            m:note(rule, "the message has no " .. key)
            return false
        end
    end
    if members[name].type ~= "string" then
        m:note(rules[1], name .. " is " .. shown(members[name].text) .. ", not a string")
        return false
    elseif not is_int64(members[number]) then
        local found = members[number].type == "string" and "the string " or ""
        m:note(rules[2], number .. " is " .. found .. shown(members[number].text) .. ", not a 64-bit integer")
        return false
    end
    if members[name].text ~= "" then
        m:add(name, members[name].from, members[name].size, members[name].text)
    end
    m:add(number, members[number].from, #members[number].text, int64(members[number].text))
    return true
end

local function numbers_order(m, members, order)
    for i = 1, math.max(#members, #order) do
        if members[i] and members[i].name ~= order[i] then
            return m:note("numbers-2.6", "the members have another order, or there are others")
        end
    end
end

local function numbers_request(c, m, members)
    m.kind = "request"
    local rules = { "numbers-2.2", "numbers-2.3" }
    if not numbers_members(m, members, "numbers-2.1", "client_name", "client_number", rules) then
        return m:stop()
    end
    m.title = "client number " .. members.client_number.text
    c.number = members.client_number
    if not in_range(c.number) then
        m:note("numbers-2.4", "the number " .. c.number.text .. " is not within 1 to 100")
    end
    numbers_order(m, members, { "client_name", "client_number" })
end

local function numbers_reply(c, m, members)
    m.kind = "reply"
    local rules = { "numbers-3.1", "numbers-3.1" }
    if not numbers_members(m, members, "numbers-3.1", "server_name", "server_number", rules) then
        return m:stop()
    end
    local number, sum = members.server_number, members.sum
    m.title = "server number " .. number.text
    if not in_range(number) then
        m:note("numbers-3.2", "the number " .. number.text .. " is not within 1 to 100")
    end
    if not sum then
        m:note("numbers-3.4", "the reply has no sum")
    elseif not is_int64(sum) then
        m:note("numbers-3.3", "the sum is " .. shown(sum.text) .. ", not a 64-bit integer")
    else
        m:add("sum", sum.from, #sum.text, int64(sum.text))
        m.title = m.title .. ", sum " .. sum.text
        if c.number and int64(sum.text) ~= int64(c.number.text) + int64(number.text) then
            m:note("numbers-3.3", sum.text .. " is not the sum of " .. c.number.text .. " and " .. number.text)
        end
    end
    numbers_order(m, members, { "server_name", "server_number", sum and "sum" })
end

local function numbers_object(bytes, from)
    local reader = setmetatable({ bytes = bytes:sub(1, from + MOST_MESSAGE_BYTES - 1), at = from }, Json)
    local right, result = pcall(reader.container, reader, 1, "{")
    if not right and type(result) ~= "table" then
        error(result, 0)
    elseif right and not_utf8(bytes:sub(from, reader.at - 1)) then
        right, result = false, { rule = "numbers-1.3", text = "the text is not UTF-8" }
    elseif not right and result ~= CUT and not_utf8(bytes:sub(from, reader.at - 1)) then
        result = { rule = "numbers-1.3", text = "the text is not UTF-8" }
    elseif result == CUT and #reader.bytes == from + MOST_MESSAGE_BYTES - 1 then
        result = { rule = "numbers-1.6", text = "the message has more than 1024 bytes" }
    end
    return right and result, reader.at - 1, not right and result
end

local function numbers_take(c, side, bytes, context, describe)
    local from = bytes:find("[^ \t\n\v\f\r]")
    if not from then
        c[side].spaces = not c[side].whole
        return message("spaces", #bytes, "white space")
    elseif c[side].whole then
        return message("more", #bytes, "more bytes"):note("numbers-1.5", "this is a second message: " .. shown(bytes))
    elseif is_explanation(bytes) then
        return message("explanation", #bytes, shown(bytes))
    elseif bytes:sub(from, from) ~= "{" or bytes:find("^{%z", from) then
        return message("refused", #bytes, "no object"):note(numbers_beginning(bytes:sub(from))):stop()
    end
    local members, last, refusal = numbers_object(bytes, from)
    if refusal == CUT then
        return nil
    elseif refusal then
        return message("refused", #bytes, "no object"):note(refusal.rule, refusal.text):stop()
    end
    local m = message("object", last)
    describe(c, m, members)
    c[side].whole = not m.last
    m.length = m.last and #bytes or last
    if side == "server" and context.begun then
        m:note("numbers-3.5", "the reply came in several segments")
    end
    return m
end

function numbers.take.client(c, bytes, context)
    return numbers_take(c, "client", bytes, context, numbers_request)
end

function numbers.take.server(c, bytes, context)
    return numbers_take(c, "server", bytes, context, numbers_reply)
end

local function numbers_cut(side, rest, m)
    if #rest > 0 or side.spaces and not side.whole then
        m:note("numbers-1.2", "the input ended inside an object, or before it: " .. shown(rest))
    end
end

function numbers.ended.client(c, rest, m)
    numbers_cut(c.client, rest, m)
end

function numbers.ended.server(c, rest, m)
    numbers_cut(c.server, rest, m)
end

serve_tcp(numbers, 8000)

---------------------------------------------------------------------------------------------------------------------
-- compute
---------------------------------------------------------------------------------------------------------------------

local compute = protocol("compute", "labnet compute", {
    { "name", "string", "Name of the client" },
    { "word", "string", "Request" },
    { "number", "string", "Number" },
    { "text", "string", "Text" },
    { "uuid", "string", "UUID" },
    { "result", "string", "Result" },
    { "error", "string", "Error" },
})
compute.take_at_end = true
local MOST_NAME_BYTES, MOST_TOKEN_BYTES, MOST_JOINED_BYTES, MOST_COMPUTED = 256, 20, 65536, 1000
local LONGEST_WORD = 10
local WORDS = { "FIBONACCI", "FACTORIAL", "WORD_COUNT", "FILE", "COMPLETE" }
local EXPECTED_AFTER =
    { FIBONACCI = "number", FACTORIAL = "number", WORD_COUNT = "length", FILE = "length", COMPLETE = "word" }

-- Returns the request word at an index, or true as the second result if the bytes end inside one.
local function word_at(bytes, at)
    local text = bytes:sub(at, at + LONGEST_WORD - 1)
    local begun = false
    for _, word in ipairs(WORDS) do
        local found = word == "FACTORIAL" and text:upper() or text
        if found:sub(1, #word) == word then
            return word
        end
        begun = begun or text ~= "" and word:sub(1, #found) == found
    end
    return nil, begun
end

-- Returns the index of the first word, or of its beginning at the end of the bytes; otherwise the index after them.
local function next_word(bytes, from, final)
    for at in bytes:sub(from):gmatch("()[FWCfwc]") do
        local word, begun = word_at(bytes, from + at - 1)
        if word or begun and not final then
            return from + at - 1, word
        end
    end
    return #bytes + 1
end

-- Large numbers: the limbs have 7 digits, the lowest first.
local function carried(limbs)
    local carry, i = 0, 1
    while limbs[i] or carry > 0 do
        local value = (limbs[i] or 0) + carry
        limbs[i], carry, i = value % 10000000, math.floor(value / 10000000), i + 1
    end
    return limbs
end

local function decimal(limbs)
    local parts = { string.format("%.0f", limbs[#limbs]) }
    for i = #limbs - 1, 1, -1 do
        parts[#parts + 1] = string.format("%07.0f", limbs[i])
    end
    return table.concat(parts)
end

local factorials, fibonacci_numbers = { [0] = { 1 } }, { [0] = { 0 }, { 1 } }

local function factorial(n)
    for i = #factorials + 1, n do
        local limbs = {}
        for at, limb in ipairs(factorials[i - 1]) do
            limbs[at] = limb * i
        end
        factorials[i] = carried(limbs)
    end
    return decimal(factorials[n])
end

local function fibonacci(n)
    for i = #fibonacci_numbers + 1, n do
        local limbs = {}
        for at, limb in ipairs(fibonacci_numbers[i - 1]) do
            limbs[at] = limb + (fibonacci_numbers[i - 2][at] or 0)
        end
        fibonacci_numbers[i] = carried(limbs)
    end
    return decimal(fibonacci_numbers[n])
end

local function ask(c, request)
    c.asked = c.asked or {}
    c.asked[#c.asked + 1] = request
    return request
end

local function compute_refused(c, bytes, length, rule, text)
    c.expected = "anything"
    ask(c, { refused = true })
    return message("refused", length, "refused: " .. shown(bytes:sub(1, length))):note(rule, text)
end

local function compute_word(c, bytes, at, word)
    c.expected, c.word = EXPECTED_AFTER[word], word
    c.completed = c.completed or word == "COMPLETE"
    return message("word", at + #word - 1, word):add("word", at, #word, word)
end

local function compute_name(c, bytes, from, context)
    local line = bytes:find("\n", from, true) or #bytes + 1
    local at, word = next_word(bytes, from, context.final)
    local first = word_at(bytes, from)
    if first and not bytes:find("^%a", from + #first) then
        return message("refused", #bytes, "no name")
            :note("compute-1.1", first .. " came instead of a name"):stop()
    end
    if first then
        at, word = next_word(bytes, from + 1, context.final)
    end
    local last = math.min(line, at) - 1
    local name = stripped(bytes:sub(from, last))
    if foreign(bytes:sub(from)) then
        return message("refused", #bytes, "no name")
            :note("compute-1.1", foreign(bytes:sub(from)) .. ": " .. shown(bytes)):stop()
    elseif last - from + 1 > MOST_NAME_BYTES then
        return message("refused", #bytes, "no name"):note("compute-1.2", "the name has more than 256 bytes"):stop()
    elseif at <= #bytes and at < line and not word and not context.final then
        return nil
    end
    c.expected, c.name = "word", name
    local m = message("name", math.min(last + (line < at and 1 or 0), #bytes), "name " .. shown(name))
    m:add("name", from, #name)
    if last < #bytes then
        m:note("compute-1.3", "the name ends at a " .. (line < at and "line feed" or "request"))
    else
        c.open = { kind = "name", text = name }
    end
    return m
end

-- What is no request: up to white space, a word or a pause.
local function compute_no_word(c, bytes, from, context)
    local word, begun = word_at(bytes, from)
    if word then
        return compute_word(c, bytes, from, word)
    elseif begun and not context.final then
        return nil
    end
    local at = next_word(bytes, from + 1, context.final)
    local last = math.min(bytes:find(SPACE, from) or #bytes + 1, at) - 1
    local token = bytes:sub(from, last)
    local m = compute_refused(c, bytes, last, "compute-2.1", shown(token) .. " is no request")
    if c.after_text and #token <= c.after_text + #(token:gsub("[^\128-\191]", "")) then
        m:note("compute-2.8", "the text is longer than its length, which seems to count characters")
    end
    return m
end

local function compute_argument(c, bytes, from, length, text)
    local n = #text < 16 and tonumber(text) or math.huge
    if n > compute.proto.prefs.max_n then
        return compute_refused(c, bytes, length, "compute-2.3", text .. " is too large")
    end
    c.expected = "word"
    local request = ask(c, { word = c.word, n = n })
    local m = message("number", length, text):add("number", from, #text - (c.open and #c.open.text or 0))
    if n == 0 and c.word == "FIBONACCI" and c.at.counting ~= "zero" then
        m:note("compute-2.3", "there is no 0th Fibonacci number, as they are counted from 1")
    end
    c.open = length == #bytes and { kind = "number", text = text, request = request } or nil
    return m
end

local function compute_number(c, bytes, from, context)
    local word, begun = word_at(bytes, from)
    if word then
        local m = compute_word(c, bytes, from, word)
        ask(c, { refused = true })
        return m:note("compute-2.4", word .. " came instead of a number")
    elseif begun and not context.final then
        return nil
    end
    local printable = bytes:find("^[ -~]", from)
    local last = math.min(#bytes, from + (printable and MOST_TOKEN_BYTES or 8) - 1,
        next_word(bytes, from + 1, context.final) - 1)
    if printable then
        last = math.min(last, (bytes:find(SPACE, from) or #bytes + 1) - 1)
    end
    local token = bytes:sub(from, last)
    if token:find("^%d+$") then
        return compute_argument(c, bytes, from, last, token)
    elseif token:find("^%-%d+$") then
        return compute_refused(c, bytes, last, "compute-2.3", token .. " is negative")
    end
    return compute_refused(c, bytes, last, "compute-2.2", shown(token) .. " is no decimal number: " .. hex(token))
end

local function compute_length(c, bytes, from)
    local sign, digits = bytes:match("^(%-?)(%d+)", from)
    if not digits then
        c.expected, c.words, c.in_word = "free", ask(c, { words = 0 }), false
        return
    end
    local last = from + #sign + #digits - 1
    if sign == "-" then
        return compute_refused(c, bytes, last, "compute-2.3", "-" .. digits .. " is negative")
    elseif #digits > #LARGEST or #digits == #LARGEST and digits > LARGEST then
        return compute_refused(c, bytes, last, "compute-2.3", digits .. " is larger than 2^63 - 1")
    end
    c.length, c.missing = tonumber(digits), tonumber(digits)
    c.expected = c.missing == 0 and "word" or "text"
    c.words, c.in_word, c.after_text = ask(c, { words = 0 }), false, 0
    c.open = last == #bytes and { kind = "length", text = digits } or nil
    return message("length", last, "length " .. digits):add("number", from, #digits)
end

local function count_words(c, text)
    local _, starts = text:gsub("%S+", "")
    if c.in_word and text:find("^%S") then
        starts = starts - 1
    end
    c.words.words = c.words.words + starts
    c.in_word = text:find("%S$") ~= nil
end

local function compute_text(c, bytes, context)
    local length = math.min(#bytes, c.missing)
    if length < c.missing and c.missing <= MOST_JOINED_BYTES and not context.at_end then
        return nil, c.missing - length
    end
    local text = bytes:sub(1, length)
    count_words(c, text)
    c.after_text = (c.after_text or 0) + #(text:gsub("[^\128-\191]", ""))
    c.missing = c.missing - length
    c.expected = c.missing == 0 and "word" or "text"
    return message("text", length, "text of " .. length .. " bytes"):add("text", 1, length)
end

local function compute_free_text(c, bytes)
    count_words(c, bytes)
    c.open = { kind = "text" }
    c.expected = "word"
    return message("text", #bytes, "text of " .. #bytes .. " bytes"):add("text", 1, #bytes)
        :note("compute-2.9", "the text has no length: it ends at a pause")
end

-- The first bytes of a segment that came without a pause continue what the segment before ended with.
local function compute_continued(c, bytes, context)
    local open = c.open
    c.open = nil
    if open.kind == "text" then
        c.expected = "free"
    elseif open.kind == "name" and not word_at(bytes, 1) and not bytes:find("^\n") then
        local at = next_word(bytes, 1, context.final)
        local last = math.min(bytes:find("\n", 1, true) or #bytes + 1, at) - 1
        c.name = open.text .. bytes:sub(1, last)
        c.open = last == #bytes and { kind = "name", text = c.name } or nil
        return last > 0 and message("name", last, "name continued: " .. shown(c.name)):add("name", 1, last) or nil
    elseif (open.kind == "number" or open.kind == "length") and bytes:find("^%d") then
        local digits = bytes:match("^%d+")
        local all = open.text .. digits
        c.asked[#c.asked] = nil
        if open.kind == "length" then
            c.missing, c.length = tonumber(all), tonumber(all)
            ask(c, c.words)
            return message("length", #digits, "length continued: " .. all):add("number", 1, #digits)
        end
        c.open = { text = open.text }
        return compute_argument(c, bytes, 1, #digits, all)
    end
end

local function compute_expected(c, bytes, context)
    if c.expected == "text" then
        return compute_text(c, bytes, context)
    elseif c.expected == "free" then
        return compute_free_text(c, bytes)
    end
    local from = bytes:find("[^ \t\n\v\f\r]")
    if not from then
        return message("spaces", #bytes, "white space")
    elseif c.expected == "anything" then
        local at = next_word(bytes, 1, context.final)
        if at > 1 then
            return message("skipped", at - 1, "skipped")
        end
        return compute_no_word(c, bytes, from, context)
    elseif not c.expected then
        return compute_name(c, bytes, from, context)
    elseif c.expected == "number" then
        return compute_number(c, bytes, from, context)
    elseif c.expected == "length" then
        local m = compute_length(c, bytes, from)
        return m or compute_free_text(c, bytes)
    end
    return compute_no_word(c, bytes, from, context)
end

function compute.take.client(c, bytes, context)
    if context.first and context.paused then
        c.open, c.after_text = nil, nil
        c.expected = c.expected == "anything" and "word" or c.expected
    end
    local m, missing
    if context.first and c.open then
        m = compute_continued(c, bytes, context)
    end
    if not m then
        m, missing = compute_expected(c, bytes, context)
    end
    if m and not context.first and m.kind ~= "spaces" and m.kind ~= "skipped" then
        m:note("compute-2.6", "the sender has not paused before this")
    end
    return m, missing
end

function compute.ended.client(c, rest, m)
    if c.expected == "text" then
        m:note("compute-2.5", "the input ended " .. c.missing - #rest .. " bytes before the end of the text")
    elseif c.expected == "number" or c.expected == "length" then
        m:note("compute-2.5", "the input ended before the " ..
            (c.expected == "number" and "number of " or "text of ") .. c.word)
    end
    if c.name and not c.uuid and c.at.served > 0 then
        m:note("compute-3.8", "this client got no UUID while another one was served")
    end
    if c.uuid and not c.left then
        c.left, c.at.served = true, c.at.served - 1
    end
end

local HEX4 = "%x%x%x%x"
local DASHED = HEX4 .. HEX4 .. "%-" .. HEX4 .. "%-" .. HEX4 .. "%-" .. HEX4 .. "%-" .. HEX4 .. HEX4 .. HEX4
local PLAIN = HEX4:rep(8)

-- Finds the first UUID from an index on; returns where it is, and its text in lower case without dashes.
local function find_uuid(bytes, pattern)
    local from, last = bytes:find(pattern:gsub("UUID", function() return DASHED end))
    if not from then
        from, last = bytes:find(pattern:gsub("UUID", function() return PLAIN end))
    end
    return from, last
end

local function bare(uuid)
    return uuid:gsub("%-", ""):lower()
end

local function compute_greeting(c, bytes, context)
    local from, last = find_uuid(bytes, "^%s*UUID\r?\n?")
    if not from then
        if not context.final and bytes:find("^[%x-]+$") and #bytes < 36 then
            return nil
        end
        c.uuid = false
        return message("refused", #bytes, "no UUID: " .. shown(bytes))
            :note("compute-3.1", "the name is answered by '" .. shown(bytes) .. "', not by a UUID")
    end
    local text = bytes:sub(1, last):gsub("%s", "")
    local m = message("greeting", last, "UUID " .. text):add("uuid", bytes:find("%x"), #text)
    c.uuid = bare(text)
    if #text ~= 36 or text ~= bytes:sub(1, last) then
        m:note("compute-3.9", "the UUID has no dashes, or white space around it")
    end
    if c.uuid:sub(13, 13) ~= "3" then
        m:note("compute-3.3", "the UUID has the version " .. c.uuid:sub(13, 13) .. ", not 3")
    end
    local known = c.at.uuids[c.uuid]
    if known and known ~= c and (known.name ~= c.name or not (known.client.closed or known.server.closed)) then
        m:note("compute-3.2", "the client " .. shown(known.name or "") .. " has got the same UUID")
    end
    c.at.uuids[c.uuid], c.at.served = c, c.at.served + 1
    return m
end

-- Takes the request that a reply is for. A server may or may not reply to what it refuses.
local function answered(c, by_error)
    local asked = c.asked or {}
    while asked[1] and asked[1].refused and not by_error do
        table.remove(asked, 1)
    end
    return table.remove(asked, 1)
end

local function compute_fibonacci(c, m, n, result)
    local one, zero = n > 0 and fibonacci(n - 1), fibonacci(n)
    if result ~= one and result ~= zero then
        m:note("compute-3.4", "the Fibonacci number " .. n .. " is " .. (one or zero) .. ", not " .. result)
    elseif one ~= zero then
        local counting = result == one and "one" or "zero"
        c.at.counting = c.at.counting or counting
        if c.at.counting ~= counting then
            m:note("compute-3.6", "this number is counted from " .. counting .. ", earlier ones were not")
        end
    end
end

local function compute_check(c, m, request, result)
    if not request then
        m:note("compute-3.5", "this is a reply without a request")
    elseif not result:find("^%d+$") then
        m:note("compute-3.4", "'" .. shown(result) .. "' is no number in decimal text")
    elseif request.words and result ~= tostring(request.words) then
        m:note("compute-3.4", "the text has " .. request.words .. " words, not " .. result)
    elseif request.n and request.n > MOST_COMPUTED then
        return
    elseif request.word == "FIBONACCI" then
        compute_fibonacci(c, m, request.n, result)
    elseif request.word == "FACTORIAL" and result ~= factorial(request.n) then
        m:note("compute-3.4", request.n .. "! is " .. factorial(request.n) .. ", not " .. shown(result))
    end
end

local function compute_uuid_rule(c, m, uuid)
    if c.uuid and bare(uuid) ~= c.uuid then
        m:note("compute-3.5", "the UUID is not that of this client")
    end
end

local function compute_error(c, bytes)
    local _, last = find_uuid(bytes, "^ERROR.-_UUID")
    local length = last or #bytes
    local asked = answered(c, true)
    local m = message("error", length, shown(bytes:sub(1, length))):add("error", 1, length)
    if asked and not asked.refused then
        m:note("compute-3.4", "a request that breaks no rule is answered by ERROR")
    end
    return m
end

local function compute_result(c, bytes, last)
    local length = last + #(bytes:match("^\r?\n?", last + 1))
    local text = bytes:sub(1, last)
    local uuid_first = find_uuid(text, "^UUID_")
    local at = uuid_first and text:find("_", 1, true) or find_uuid(text, "_UUID$")
    local result, uuid = text:sub(1, at - 1), text:sub(at + 1)
    if uuid_first then
        result, uuid = uuid, result
    end
    local m = message("result", length, "result " .. shown(result))
    if #result > 0 then
        m:add("result", uuid_first and at + 1 or 1, #result)
    end
    m:add("uuid", uuid_first and 1 or at + 1, #uuid)
    compute_uuid_rule(c, m, uuid)
    compute_check(c, m, answered(c), result)
    if uuid_first or #uuid ~= 36 or length > last then
        m:note("compute-3.9", "the UUID stands first or has no dashes, or a line end follows")
    end
    return m
end

function compute.take.server(c, bytes, context)
    if bytes:find("^ERROR") then
        return compute_error(c, bytes)
    elseif c.uuid == nil then
        return compute_greeting(c, bytes, context)
    end
    local from = bytes:find("%S")
    if not from then
        return message("spaces", #bytes, "white space"):note("compute-3.9", "a line end follows the reply")
    end
    local _, last = find_uuid(bytes, "^UUID_%d+")
    if not last then
        _, last = find_uuid(bytes, "^.-_UUID")
    end
    if last then
        return compute_result(c, bytes, last)
    elseif not context.final and bytes:find("^[%x_-]+$") then
        return nil
    end
    local unused = answered(c)
    return message("refused", #bytes, "no result: " .. shown(bytes))
        :note("compute-3.5", "the reply is no number, underscore and UUID: " .. shown(bytes))
end

function compute.ended.server(c, rest, m, now)
    local silence = now - (c.client.last or c.opened or now)
    local waiting = not c.completed and not c.client.closed and not c.client.stopped
    local unanswered = c.asked and c.asked[1] and not c.asked[#c.asked].refused
    if #rest > 0 then
        m:note("compute-3.5", "the reply is incomplete: " .. shown(rest))
    elseif waiting and silence >= compute.proto.prefs.idle then
        m:note("compute-2.7", string.format("the client has sent nothing for %.0f seconds", silence))
    elseif c.name and (waiting or unanswered) then
        m:note("compute-3.7", unanswered and "a request is not answered" or "the server has closed before COMPLETE")
    end
end

serve_tcp(compute, 1234,
    { "idle", "Seconds to wait for a client", 60, "A server closes then, by rule compute-2.7 (--idle)" },
    { "max_n", "Largest number", 1000000, "Larger ones are refused by rule compute-2.3 (--max-n)" })

---------------------------------------------------------------------------------------------------------------------
-- The postdissector, which is called after all others for each packet
---------------------------------------------------------------------------------------------------------------------

local get_udp_length = Field.new("udp.length")

function labnet.dissector(tvb, pinfo, root)
    ordinal = 0
    watch(pinfo)
    local ended = ends[pinfo.number]
    if ended and ended.connection.complete and pinfo.number < (ended.connection.lost or math.huge) then
        draw_rules(ended.rules, root:add(labnet, tvb(0, 0), "labnet, the end of a connection"))
    end
    -- No dissector is called for an empty datagram.
    local size = get_udp_length()
    if size and size.value == 8 and is_chat(pinfo) then
        local empty = { { rule = "crds-5.1", text = "the message has 0 bytes, not 1 to 1024" } }
        draw_rules(empty, root:add(labnet, tvb(0, 0), "labnet chat, an empty datagram"))
    end
end

-- All fields: without them, Wireshark would not show the flags of TCP to this script when it opens a file.
register_postdissector(labnet, true)
