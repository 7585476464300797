# A filter for QR codes, records by slug, and each page once more at the two files of its code.
require "fileutils"
require "rqrcode"

module Codes
  # rqrcode's own SVG has a rectangle for each module, which would double the page: a path of runs instead.
  def qr(address)
    rows = RQRCode::QRCode.new(address, level: :q).modules
    runs = rows.each_with_index.flat_map do |row, y|
      start = 0
      row.chunk_while { |one, next_one| one == next_one }.filter_map do |run|
        from, start = start, start + run.length
        "M#{from + 4} #{y + 4}h#{run.length}v1h-#{run.length}z" if run.first
      end
    end
    size = rows.length + 8
    %(<svg xmlns="http://www.w3.org/2000/svg" class="qr" viewBox="0 0 #{size} #{size}"><path d="#{runs.join}"/></svg>)
  end
end
Liquid::Template.register_filter(Codes)

class BySlug < Jekyll::Generator
  def generate(site)
    site.data["by_slug"] = site.collections["relics"].docs.to_h { |relic| [relic.basename_without_ext, relic.to_liquid] }
  end
end

Jekyll::Hooks.register :documents, :post_write do |relic|
  twin = relic.site.in_dest_dir("Q", relic.data["code"])
  FileUtils.mkdir_p(twin)
  written = relic.destination(relic.site.dest)
  FileUtils.cp(written, "#{twin}.html")
  FileUtils.cp(written, File.join(twin, "index.html"))
end
