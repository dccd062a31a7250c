-- The layers of the benchmark workload out of a book, so that its check can judge the answers.
-- sqlite3 RESULT.gpkg "ATTACH 'BOOK.gpkg' AS book" ".read tests/bench/workload.sql"
-- Land, money of tied firms and remnants are the book's; the workload's classes are its own and are made here.
PRAGMA journal_mode = OFF;
PRAGMA synchronous = OFF;
PRAGMA temp_store = MEMORY;

CREATE TEMP TABLE land AS
SELECT CAST(p.parcel_id AS INTEGER) AS parcel_id, CAST(r.park_id AS INTEGER) AS park_id, p.code, p.land_use_code AS land_use,
       p.control_far AS plan_far, r.area_ellipsoid_m2 AS area_m2, r.area_in_park_m2 AS in_park_m2,
       coalesce(r.gross_floor_area_m2, 0) AS gfa_m2, r.geom
FROM book.parcel_result r JOIN book.parcel p USING (fid);
CREATE UNIQUE INDEX temp.land_id ON land (parcel_id);

CREATE TEMP TABLE shared AS
SELECT CAST(parcel_id AS INTEGER) AS parcel_id,
       sum(CASE WHEN kind = 'basic_farmland' THEN shared_m2 END) AS farmland_m2,
       sum(CASE WHEN kind = 'ecological_redline' THEN shared_m2 END) AS redline_m2,
       sum(CASE WHEN role = 'approval' THEN shared_m2 END) AS approved_m2,
       sum(CASE WHEN role = 'building' THEN shared_m2 END) AS built_m2,
       sum(CASE WHEN role = 'building' THEN feature_count END) AS n_building
FROM book.parcel_overlap GROUP BY 1;
CREATE UNIQUE INDEX temp.shared_id ON shared (parcel_id);

CREATE TEMP TABLE tie AS
SELECT name AS firm, CAST(parcel_id AS INTEGER) AS parcel_id FROM book.occupancy;
CREATE TEMP TABLE firm_land AS SELECT firm, sum(area_m2) AS area_m2 FROM tie JOIN land USING (parcel_id) GROUP BY 1;
CREATE TEMP TABLE firm AS
SELECT e.name AS firm, e.tax_wan, e.output_wan, CAST(e.invest_wan AS REAL) AS invest_wan, e.energy_tce, e.employees, l.area_m2
FROM book.enterprise_year e JOIN firm_land l ON l.firm = e.name WHERE e.year = 2024;
CREATE UNIQUE INDEX temp.firm_id ON firm (firm);
CREATE TEMP TABLE money AS
SELECT t.parcel_id, count(*) AS n_enterprise, sum(f.tax_wan * l.area_m2 / f.area_m2) AS tax_wan,
       sum(f.output_wan * l.area_m2 / f.area_m2) AS output_wan, sum(f.invest_wan * l.area_m2 / f.area_m2) AS invest_wan,
       sum(f.energy_tce * l.area_m2 / f.area_m2) AS energy_tce, sum(f.employees * l.area_m2 / f.area_m2) AS employees
FROM tie t JOIN land l USING (parcel_id) JOIN firm f USING (firm) GROUP BY 1;
CREATE UNIQUE INDEX temp.money_id ON money (parcel_id);

CREATE TEMP TABLE supplied AS
SELECT CAST(parcel_id AS INTEGER) AS parcel_id, agreed_start_date AS start_due, actual_start_date AS actual_start,
       actual_finish_date AS completed FROM book.supply;
CREATE UNIQUE INDEX temp.supplied_id ON supplied (parcel_id);

CREATE TABLE main.parcel_result AS
WITH measured AS (
    SELECT l.*, s.parcel_id IS NOT NULL AS supplied, s.start_due, s.actual_start, s.completed,
           coalesce(o.farmland_m2, 0) AS farmland_m2, coalesce(o.redline_m2, 0) AS redline_m2,
           coalesce(o.approved_m2, 0) AS approved_m2, coalesce(o.built_m2, 0) AS built_m2,
           coalesce(o.n_building, 0) AS n_building, l.gfa_m2 / l.area_m2 AS far,
           coalesce(o.built_m2, 0) / l.area_m2 AS bcr, coalesce(m.n_enterprise, 0) AS n_enterprise,
           coalesce(m.tax_wan, 0) AS tax_wan, coalesce(m.output_wan, 0) AS output_wan,
           coalesce(m.invest_wan, 0) AS invest_wan, coalesce(m.energy_tce, 0) AS energy_tce,
           coalesce(m.employees, 0) AS employees, coalesce(m.tax_wan, 0) / (l.area_m2 * 3 / 2000) AS tax_per_mu
    FROM land l LEFT JOIN shared o USING (parcel_id) LEFT JOIN money m USING (parcel_id) LEFT JOIN supplied s USING (parcel_id))
SELECT *, CASE
    WHEN in_park_m2 < 0.5 * area_m2 THEN 'outside'
    WHEN NOT supplied THEN CASE WHEN approved_m2 >= 0.5 * area_m2 THEN 'approved_unsupplied' ELSE 'unapproved' END
    WHEN actual_start IS NULL THEN CASE
        WHEN julianday('2025-06-30') - julianday(start_due) >= 730 THEN 'idle_2y'
        WHEN julianday('2025-06-30') - julianday(start_due) >= 365 THEN 'idle_1y'
        ELSE 'not_started' END
    WHEN completed IS NULL THEN CASE
        WHEN julianday('2025-06-30') - julianday(actual_start) >= 730 AND bcr < 0.10 THEN 'suspected_idle'
        ELSE 'under_construction' END
    WHEN tax_per_mu < 2.0 OR far < 0.4 THEN 'low_efficiency'
    ELSE 'normal' END AS class
FROM measured;

CREATE TABLE main.batch_result AS
SELECT CAST(a.approval_id AS INTEGER) AS batch_id, CAST(a.park_id AS INTEGER) AS park_id, a.approval_no,
       o.area_m2, coalesce(u.area_m2, 0) AS unsupplied_m2, u.geom
FROM book.approval a JOIN book.approval_result o USING (approval_id) LEFT JOIN book.unsupplied_land u USING (approval_id);

CREATE TABLE main.park_result AS
WITH parcels AS (
    SELECT park_id, count(*) AS n_parcel, sum(area_m2) AS parcel_m2, sum(in_park_m2) AS in_park_m2,
           sum(CASE WHEN supplied THEN area_m2 END) AS supplied_m2, sum(built_m2) AS built_m2, sum(gfa_m2) AS gfa_m2,
           sum(tax_wan) AS tax_wan, sum(output_wan) AS output_wan,
           sum(tax_wan) / (sum(CASE WHEN supplied THEN area_m2 END) * 3 / 2000) AS tax_per_mu,
           sum(gfa_m2) / sum(area_m2) AS far, sum(built_m2) / sum(area_m2) AS bcr, sum(class LIKE '%idle%') AS n_idle,
           sum(class IN ('approved_unsupplied', 'unapproved')) AS n_unsupplied, sum(class = 'low_efficiency') AS n_low
    FROM main.parcel_result GROUP BY 1),
batches AS (SELECT park_id, sum(area_m2) AS approved_m2, sum(unsupplied_m2) AS unsupplied_m2 FROM main.batch_result GROUP BY 1)
SELECT CAST(r.park_id AS INTEGER) AS park_id, r.park_name AS name, r.area_m2, p.n_parcel, p.parcel_m2, p.in_park_m2,
       p.supplied_m2, p.built_m2, p.gfa_m2, p.tax_wan, p.output_wan, p.tax_per_mu, p.far, p.bcr, p.n_idle, p.n_unsupplied,
       p.n_low, b.approved_m2, b.unsupplied_m2, r.geom
FROM book.park_result r LEFT JOIN parcels p ON p.park_id = CAST(r.park_id AS INTEGER)
LEFT JOIN batches b ON b.park_id = CAST(r.park_id AS INTEGER);
